"""What the writer looks at before sending: how it will be shown, what is wrong, what is worth a look, who reads it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from editorial.announcing.alike_announcements import alike_announcements
from editorial.announcing.announcement_form import AnnouncementForm
from editorial.announcing.field_links import field_notes, section_title
from editorial.announcing.form_panels import announcement_form_class
from editorial.announcing.shown_draft import ShownDraft
from editorial.announcing.typed_forms import typed_form_of
from editorial.announcing.writer_access import Announced
from editorial.desk_texts.wording_question import wording_question
from editorial.edit_conflicts.comparison import Difference, differences
from editorial.edit_conflicts.page_version import PageVersion
from editorial.review.review_answers import ReviewStanding, review_standing
from editorial.review.usual_answers import usual_answer_words
from editorial.trust.sending_words import sending_words
from listings.announcement_notices import announcement_notices
from listings.announcement_rules import missing_facts
from listings.models import ActivityPage
from listings.page_faults import page_faults
from regions.languages import direction
from regions.metadata import unlisted
from regions.portal_request import PortalRequest

#: Parameter of the address that chooses a portal and a language, as ``espoo/fi``.
FACE = "show"


def check_context(request: PortalRequest, announced: Announced, page: ActivityPage) -> dict[str, Any]:
    """Return what the check page shows of the latest saved version."""
    draft: ActivityPage = page.get_latest_revision_as_object()
    announcement = draft.announcement()
    standing = review_standing(page.pk)
    faults = page_faults(draft)
    notices = []
    context: dict[str, Any] = {}
    if not missing_facts(announcement):
        notices = announcement_notices(draft, announcement, timezone.localdate())
        context = _shown(request, announced, draft)
    may_send = not faults and _is_news(page, standing)
    return context | {
        "metadata": unlisted(_("Check and send")),
        "announced": announced,
        "draft": draft,
        "draft_language": draft.language,
        "draft_direction": direction(draft.language),
        "faults": field_notes(faults, announced.listing_key),
        "notices": field_notes(notices, announced.listing_key),
        "typed": typed_form_of(request.user, announced.listing_key),
        "version": PageVersion.current(page),
        "standing": standing,
        "may_send": may_send,
        "sending": sending_words(draft, request.user) if may_send else None,
        "wording": wording_question(draft, page) if may_send else None,
        "is_public_already": page.live and page.live_revision_id == page.latest_revision_id,
        "newer_text": waiting_differences(request, announced, page, standing),
        **review_words(announced),
    }


def review_words(announced: Announced) -> dict[str, Any]:
    """Return who reads what is sent, and how long it usually takes."""
    home = announced.organisation.home_portal
    return {"home_portal": home, "usual_time": usual_answer_words(home)}


def waiting_differences(
    request: PortalRequest, announced: Announced, page: ActivityPage, standing: ReviewStanding | None
) -> list[Difference]:
    """Return what the latest version changes in the one that waits; empty where that is the latest."""
    if standing is None or not standing.is_waiting or not standing.has_newer_text:
        return []
    return version_differences(request, announced, page, str(standing.revision_id))


def version_differences(
    request: PortalRequest, announced: Announced, page: ActivityPage, revision_id: str
) -> list[Difference]:
    """Return what the latest version of the page changes in an earlier one; empty for a version of another page."""
    earlier = _revision_of(page, revision_id)
    if earlier is None:
        return []
    parent = announced.organisation_page()
    before, now = (
        _form(request, version, parent) for version in (earlier.as_object(), page.get_latest_revision_as_object())
    )
    rows = {str(formset.model._meta.verbose_name_plural): section_title(name) for name, formset in now.formsets.items()}
    found = differences(before, now)
    return [difference._replace(label=rows.get(difference.label) or difference.label) for difference in found]


def _revision_of(page: Page, revision_id: str) -> Revision | None:
    if not revision_id.isascii() or not revision_id.isdecimal() or len(revision_id) > 18:
        return None
    revision: Revision | None = Revision.objects.for_instance(page).filter(pk=revision_id).first()
    return revision


def _form(request: PortalRequest, instance: ActivityPage, parent: Any) -> AnnouncementForm:
    """The form of a version, without rows that nobody has filled in."""
    form = announcement_form_class()(instance=instance, parent_page=parent, for_user=request.user)
    for formset in form.formsets.values():
        formset.extra = 0
    return form


def _is_news(page: ActivityPage, standing: ReviewStanding | None) -> bool:
    """Whether sending would do something: the latest version neither waits nor is public already."""
    if standing is not None and standing.is_waiting:
        return standing.has_newer_text
    return not (page.live and page.live_revision_id == page.latest_revision_id)


def _shown(request: PortalRequest, announced: Announced, draft: ActivityPage) -> dict[str, Any]:
    language = get_language() or request.portal.first_language
    shown = ShownDraft(draft, announced.organisation.home_portal)
    face = shown.face(request.GET.get(FACE, ""), request.portal, language)
    address = f"{reverse('preview_announcement', args=[announced.listing_key])}?{urlencode({FACE: face.value})}"
    return {
        "shown": shown,
        "face": face,
        "face_field": FACE,
        "card": shown.card(request, face, address),
        "preview_url": address,
        "alike": alike_announcements(shown.document, request.portal, language, timezone.now()),
    }
