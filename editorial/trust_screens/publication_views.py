"""Looking at what an organisation has published itself, and taking a published text back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from editorial.review.moment_words import moment_words
from editorial.trust.actions.errors import TrustError, TrustPermissionError
from editorial.trust.actions.look_at_sample import LookAtSample
from editorial.trust.actions.take_back_version import TakeBackVersion
from editorial.trust.models import Publication, SampleState
from editorial.trust.own_texts import REFUSAL, is_own_publication
from editorial.trust.samples import oldest_unseen
from editorial.trust.sending_ways import organisation_of
from editorial.trust.versions_before import VersionBefore, version_before, versions_before
from editorial.trust_screens.sample_changes import page_changes
from editorial.trust_screens.trust_frame import frame
from listings.models import FamilyPage
from regions.people import person_name
from regions.permissions import may_coordinate
from regions.written.clean_forms import CleanTextFormMixin

#: The field with the revision that was public when the page was shown.
SEEN_FIELD = "seen"


class CommentForm(CleanTextFormMixin, forms.Form):
    comment = forms.CharField(
        label=gettext_lazy("Why do you take it back?"),
        required=True,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Whoever wrote the text gets your words by mail, with your name."),
    )


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Show what was published without review (GET), and note that it has been looked at (POST)."""
    rows = Publication.objects.select_related("portal__site", "published_by", "revision")
    publication = rows.filter(pk=publication_id).first()
    if publication is None or not may_coordinate(request.user, publication.portal):
        raise Http404
    page, fault = _page(request, publication.page_id), ""
    if request.method == "POST":
        try:
            LookAtSample(publication, request.user, _seen(request)).execute()
        except TrustPermissionError as error:
            raise Http404 from error
        except TrustError as error:
            fault = str(error)
        else:
            messages.success(request, _("Noted: you have looked at “%(title)s”.") % {"title": page.title})
            return redirect("review_trust")
    title = _("Published without review: %(title)s") % {"title": page.title}
    context = (
        frame(title, (_("Trust"), reverse("review_trust")))
        | _shown(page, _before(publication, page))
        | {
            "publication": publication,
            "published_by": person_name(publication.published_by),
            "published": moment_words(publication.published_at),
            "is_waiting": publication.sample == SampleState.WAITING,
            "refusal": REFUSAL if is_own_publication(publication, request.user) else "",
            "fault": fault,
        }
    )
    return render(request, "editorial/admin/trust/look.html", context, status=409 if fault else 200)


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask whether a published text is taken back (GET), and take it back (POST)."""
    page, fault = _page(request, page_id), ""
    form = CommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            TakeBackVersion(page, request.user, _seen(request), form.cleaned_data["comment"]).execute()
        except (TrustPermissionError, Page.DoesNotExist) as error:
            raise Http404 from error
        except TrustError as error:
            fault, page = str(error), _page(request, page_id)
        else:
            messages.success(
                request, _("Taken back: “%(title)s”. Its writers are told by mail.") % {"title": page.title}
            )
            return redirect("wagtailadmin_pages:edit", page.pk)
    title = _("Take back: %(title)s") % {"title": page.title}
    context = frame(title) | _shown(page, version_before(page)) | {"form": form, "fault": fault}
    status = 409 if fault else 400 if form.errors else 200
    return render(request, "editorial/admin/trust/take_back.html", context, status=status)


def _page(request: HttpRequest, page_id: int) -> FamilyPage:
    """The page; 404 for one of another portal's, and for what isn't an organisation's."""
    found = Page.objects.filter(pk=page_id).first()
    page = found.specific if found is not None else None
    if not isinstance(page, FamilyPage) or page.record is None:
        raise Http404
    if not may_coordinate(request.user, organisation_of(page).home_portal):
        raise Http404
    return page


def _before(publication: Publication, page: FamilyPage) -> VersionBefore | None:
    """What was public before all that an answer is to; None where nothing of the page is public now."""
    first = oldest_unseen(publication)
    return versions_before([first])[first.pk] if page.live else None


def _shown(page: FamilyPage, before: VersionBefore | None) -> dict[str, Any]:
    return {
        "shown_page": page,
        "organisation": organisation_of(page),
        "before": before,
        "changes": page_changes(page, before),
        "is_first": before is not None and before.revision is None and not before.is_lost,
        "seen_field": SEEN_FIELD,
        "compare_url": _compare_url(page, before),
    }


def _compare_url(page: FamilyPage, before: VersionBefore | None) -> str:
    if before is None or before.revision is None or page.live_revision_id is None:
        return ""
    ids = [page.pk, before.revision.pk, page.live_revision_id]
    return reverse("wagtailadmin_pages:revisions_compare", args=ids)


def _seen(request: HttpRequest) -> int:
    text = request.POST.get(SEEN_FIELD, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
