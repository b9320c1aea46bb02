"""The desk's form in which a remark is answered: of which text, for whose organisation, and how it is kept typed."""

from __future__ import annotations

from typing import Any

from editorial.announcing.absent_forms import absent_announcement
from editorial.desk_texts.absent_writers import AbsentForm
from editorial.own_organisations.absent_forms import absent_organisation
from editorial.remarks.models import Remark
from editorial.second_language.absent_forms import absent_second_text
from editorial.translating.absent_forms import absent_translation
from editorial.translation_orders.translated_texts import public_text
from listings.models import ActivityPage, FamilyPage, OrganisationPage
from regions.portal_request import PortalRequest


def find_remark(remark_id: int) -> Remark | None:
    """Return a remark with its review. One query."""
    rows = Remark.objects.select_related("state__workflow_state", "suggested_by")
    remark: Remark | None = rows.filter(pk=remark_id).first()
    return remark


def page_of(remark: Remark) -> FamilyPage | None:
    """Return the stored page that a remark is about; None where it has been deleted, or isn't written at the desk."""
    key = int(remark.state.workflow_state.object_id)
    for model in (ActivityPage, OrganisationPage):
        page: FamilyPage | None = model.objects.select_related("locale", "latest_revision").filter(pk=key).first()
        if page is not None:
            return page
    return None


def form_of(request: PortalRequest, page: FamilyPage) -> AbsentForm:
    """Return where a page is written at the desk, and how its form is kept."""
    key = page.translation_key
    if not page.is_source and _is_translators(page):
        return absent_translation(request, {"key": key, "code": page.language})
    if isinstance(page, ActivityPage):
        if page.is_source:
            return absent_announcement(request, {"listing_id": key})
        return absent_second_text(request, {"listing_id": key, "code": page.language})
    return absent_organisation(request, {"organisation_id": key, "code": "" if page.is_source else page.language})


def _is_translators(page: FamilyPage) -> bool:
    text = public_text(page.translation_key, page.language)
    return text is not None and not text.is_own


def absent_remark(request: PortalRequest, parameters: dict[str, Any]) -> AbsentForm:
    """The form that is sent with an answer to a remark, and comes without its person's session."""
    remark = find_remark(parameters["remark_id"])
    page = page_of(remark) if remark is not None else None
    return form_of(request, page) if page is not None else AbsentForm(request.get_full_path())
