"""The forms of an activity's second language that come without their person's session."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from editorial.desk_texts.absent_writers import AbsentForm
from editorial.desk_texts.typed_texts import TypedPlace
from listings.models import Listing
from regions.languages import content_languages
from regions.portal_request import PortalRequest


def absent_second_text(_request: PortalRequest, parameters: dict[str, Any]) -> AbsentForm:
    """Return the form of the address's activity and language."""
    key, code = parameters["listing_id"], parameters["code"]
    listing = Listing.objects.select_related("organisation").filter(pk=key).first()
    address = reverse("activity_language", args=[key, code])
    if listing is None or code not in content_languages():
        return AbsentForm(address)
    return AbsentForm(address, listing.organisation, TypedPlace(key, listing.organisation, code).keep)
