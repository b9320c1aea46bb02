"""The forms of announcements that come without their person's session."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse

from editorial.announcing.typed_forms import drop_oldest, keep_typed
from editorial.desk_texts import sent_fields
from editorial.desk_texts.absent_writers import AbsentForm
from listings.enums import OrganisationStatus
from listings.models import Listing, Organisation
from regions.portal_request import PortalRequest


def absent_announcement(request: PortalRequest, parameters: dict[str, Any]) -> AbsentForm:
    """Return the form that is sent, of the address's activity or of a new one."""
    key = parameters.get("listing_id") or sent_key(request)
    if key is None:
        return AbsentForm(reverse("new_announcement"))
    organisation = _organisation_of(request, key)

    def keep(person: Any, data: QueryDict, **how: Any) -> None:
        if organisation is not None:
            keep_typed(person, key, organisation, data, **how)
            drop_oldest(person)

    return AbsentForm(reverse("edit_announcement", args=[key]), organisation, keep)


def sent_key(request: PortalRequest) -> UUID | None:
    """The activity's id in a form; None where there is none."""
    try:
        return UUID(request.POST.get(sent_fields.LISTING_KEY, "")[:40])
    except ValueError:
        return None


def _organisation_of(request: PortalRequest, listing_key: UUID) -> Organisation | None:
    listing = Listing.objects.select_related("organisation").filter(pk=listing_key).first()
    if listing is not None:
        organisation: Organisation = listing.organisation
        return organisation
    joined = Organisation.objects.filter(status=OrganisationStatus.JOINED)
    try:
        found: Organisation | None = joined.filter(pk=request.POST.get(sent_fields.ORGANISATION, "")[:40]).first()
    except (ValueError, ValidationError):
        return None
    return found
