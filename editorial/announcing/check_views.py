"""What the writer looks at before sending, sending itself, and taking back what waits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from editorial.announcing.actions.send_announcement import NothingToSendError, SendAnnouncement
from editorial.announcing.actions.take_back_announcement import TakeBackAnnouncement
from editorial.announcing.check_page import FACE, check_context, review_words, version_differences
from editorial.announcing.shown_draft import ShownDraft
from editorial.announcing.writer_access import Announced, for_writer
from editorial.desk_texts.wording_question import says_only_wording
from editorial.edit_conflicts.page_lock import EditConflictError
from editorial.edit_conflicts.page_version import PageVersion
from editorial.review.models import AnsweredError
from editorial.review.review_answers import review_standing
from editorial.trust.sending_words import words_of_visible
from listings.actions.errors import ActionPermissionError
from listings.announcement_rules import missing_facts
from listings.models import ActivityPage
from regions.languages import direction
from regions.metadata import unlisted
from regions.portal_request import PortalRequest

#: Field with the review that the writer wants back.
STATE_FIELD = "review"


@for_writer("GET", "HEAD", "POST")
def check(request: PortalRequest, announced: Announced) -> HttpResponse:
    """Show what is wrong and what follows (GET), and send the announcement to review (POST)."""
    page = announced.source_page()
    if page is None:
        return redirect("edit_announcement", announced.listing_key)
    if request.method == "POST":
        return _send(request, announced, page)
    return render(request, "editorial/announcing/check.html", check_context(request, announced, page))


@for_writer("GET", "HEAD")
def preview(request: PortalRequest, announced: Announced) -> HttpResponse:
    """The whole page as a portal will show it, of the latest saved version."""
    page = announced.source_page()
    draft = page.get_latest_revision_as_object() if page is not None else None
    if draft is None or missing_facts(draft.announcement()):
        return redirect("check_announcement", announced.listing_key)
    language = get_language() or request.portal.first_language
    shown = ShownDraft(draft, announced.organisation.home_portal)
    face = shown.face(request.GET.get(FACE, ""), request.portal, language)
    context = {
        "preview_words": _("This is a preview. Nobody else sees it before it is approved."),
        "preview_place": f"{face.portal.title} · {face.language.name}",
        "preview_back": reverse("check_announcement", args=[announced.listing_key]),
        "preview_back_words": _("Back to check and send"),
        "preview_language": language,
        "preview_direction": direction(language),
    }
    return shown.page(request, face, context)


@for_writer("GET", "HEAD", "POST")
def take_back(request: PortalRequest, announced: Announced) -> HttpResponse:
    """Ask whether what waits is taken back (GET), and take it back (POST)."""
    page = announced.source_page()
    if page is None:
        return redirect("edit_announcement", announced.listing_key)
    if request.method != "POST":
        return _show_take_back(request, announced, page)
    try:
        TakeBackAnnouncement(page, request.user, _number(request.POST.get(STATE_FIELD, ""))).execute()
    except AnsweredError:
        return _show_take_back(request, announced, page, status=409)
    except (ActionPermissionError, Page.DoesNotExist) as error:
        raise Http404 from error
    messages.success(request, _("You have taken it back. Nobody reviews it now, and you can go on writing."))
    return redirect("edit_announcement", announced.listing_key)


def _send(request: PortalRequest, announced: Announced, page: ActivityPage) -> HttpResponse:
    seen = PageVersion.of_form(request.POST)
    context: dict[str, Any] = {}
    try:
        sent = SendAnnouncement(page, request.user, seen, is_only_wording=says_only_wording(request.POST)).execute()
    except ValidationError:
        status, context = 422, {"is_refused": True}
    except EditConflictError:
        changed = version_differences(request, announced, page, seen.revision_id)
        status, context = 409, {"is_changed": True, "changed": changed}
    except NothingToSendError as error:
        messages.info(request, str(error))
        return redirect("check_announcement", announced.listing_key)
    except (ActionPermissionError, Page.DoesNotExist) as error:
        raise Http404 from error
    else:
        words = words_of_visible(sent.way) if sent.is_visible_now else _sent_words(announced)
        messages.success(request, words)
        if len(announced.organisation.home_portal.languages) > 1:
            address = f"{reverse('edit_announcement', args=[announced.listing_key])}#languages"
            offer = _("Do you know another language well? Write it in that, too.")
            messages.info(request, format_html('<a href="{}">{}</a>', address, offer))
        return redirect("desk")
    page = ActivityPage.objects.get(pk=page.pk)
    checked = check_context(request, announced, page)
    if not seen.revision_id and checked["faults"]:
        # A page with faults offers no version to send: they are the answer, not that it has changed.
        status, context = 422, {"is_refused": True}
    return render(request, "editorial/announcing/check.html", checked | context, status=status)


def _sent_words(announced: Announced) -> str:
    """Who reads it, how long that usually takes, and what happens then."""
    words = review_words(announced)
    sentences = (
        _("Sent. It is read by the coordinators of %(portal)s.") % {"portal": words["home_portal"].title},
        words["usual_time"],
        _("You get a mail: either it is public, or you see here what to change. Until then you can change it."),
    )
    return " ".join(filter(None, sentences))


def _show_take_back(
    request: PortalRequest, announced: Announced, page: ActivityPage, *, status: int = 200
) -> HttpResponse:
    context = {
        "metadata": unlisted(_("Take it back")),
        "announced": announced,
        "draft": page,
        "standing": review_standing(page.pk),
        "state_field": STATE_FIELD,
        "is_late": status != 200,
    }
    return render(request, "editorial/announcing/take_back.html", context, status=status)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
