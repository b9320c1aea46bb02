"""The form of a translation that comes without its person's session."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from editorial.desk_texts.absent_writers import AbsentForm
from editorial.desk_texts.typed_texts import TypedPlace
from editorial.translation_orders.translated_texts import may_translate, public_text
from regions.portal_request import PortalRequest


def absent_translation(_request: PortalRequest, parameters: dict[str, Any]) -> AbsentForm:
    """Return the form of the address's text and language, for who translates it."""
    key, code = parameters["key"], parameters["code"]
    address = reverse("translate", args=[key, code])
    text = public_text(key, code)
    if text is None:
        return AbsentForm(address)
    place = TypedPlace(key, text.organisation, code)
    return AbsentForm(address, text.organisation, place.keep, lambda person: may_translate(person, text))
