"""The texts of a page as one types them."""

from __future__ import annotations

from editorial.desk_texts.description_text import text_of_html
from editorial.remarks.string_places import strings_of
from editorial.text_changes.text_places import TextPlace
from listings.models import FamilyPage


def typed_text(page: FamilyPage, name: str) -> str:
    """Return a text, or a string of it, as one types it."""
    if TextPlace.of(name).string:
        return strings_of(page)[name].typed
    value = str(getattr(page, name) or "")
    return text_of_html(value) if name == "description" else value
