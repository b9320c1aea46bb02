"""How much a list holds, and the pages that it is divided into."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Paging:
    """``words`` says which page this is; a URL is empty where there is no such page."""

    words: str
    previous_url: str
    next_url: str


def page_words(page: int, pages: int) -> str:
    """Empty where everything is on one page."""
    return _("Page %(page)d of %(pages)d") % {"page": page, "pages": pages} if pages > 1 else ""


def activity_count(count: int) -> str:
    """fi "12 toimintaa"."""
    return ngettext("%(count)d activity", "%(count)d activities", count) % {"count": count}
