"""The forms of an organisation's own texts that come without their person's session."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from editorial.desk_texts.absent_writers import AbsentForm
from editorial.desk_texts.typed_texts import TypedPlace
from listings.models import Organisation
from regions.languages import content_languages
from regions.portal_request import PortalRequest


def absent_organisation(_request: PortalRequest, parameters: dict[str, Any]) -> AbsentForm:
    """Return the form of the address: of the organisation itself, or of a second language of it."""
    key, code = parameters["organisation_id"], parameters.get("code", "")
    known = code == "" or code in content_languages()
    organisation = Organisation.objects.filter(pk=key).first() if known else None
    address = reverse("organisation_language", args=[key, code]) if code else reverse("own_organisation", args=[key])
    if organisation is None:
        return AbsentForm(address)
    return AbsentForm(address, organisation, TypedPlace(key, organisation, code).keep)
