"""Which pages are edited in wagtail-localize's editor, in place of Wagtail's form."""

from __future__ import annotations

from typing import Any

from editorial.articles.pages import ArticlePage
from listings.actions.adopt_translation import translation_of
from listings.models import FamilyPage


def is_translation(page: Any) -> bool:
    """Whether the page, of its own type, is edited in wagtail-localize's editor."""
    if isinstance(page, FamilyPage):
        return not page.is_source
    return isinstance(page, ArticlePage) and translation_of(page) is not None
