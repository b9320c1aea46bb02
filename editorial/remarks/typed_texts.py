"""The texts of a page as one types them."""

from __future__ import annotations

from editorial.desk_texts.description_text import text_of_html
from listings.models import FamilyPage


def typed_text(page: FamilyPage, name: str) -> str:
    """Return a text as one types it."""
    value = str(getattr(page, name) or "")
    return text_of_html(value) if name == "description" else value
