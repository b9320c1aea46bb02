"""One language of a portal: its texts and the terms without a label in one list, and ordering many of its texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from wagtail.models import Page

from editorial.translation_orders.actions.order_translations import OrderTranslations
from editorial.translation_orders.admin_pages.language_table import missing_labels
from editorial.translation_orders.admin_pages.text_filter import TextFilterForm
from editorial.translation_orders.text_coverage import Coverage, CoveredText, PortalCoverage
from listings.models import Concept
from regions.models import Portal

ROWS = 50


@dataclass(frozen=True)
class ListRow:
    """A text or a term. Addresses are empty where there is nothing to open."""

    text: CoveredText | None = None
    term: Concept | None = None
    url: str = ""
    version_url: str = ""

    @property
    def state(self) -> Coverage:
        return self.text.state if self.text is not None else Coverage.MISSING


class TextList:
    """What a filter finds of a portal's texts in a language, and of the terms that lack it."""

    def __init__(self, portal: Portal, code: str, form: TextFilterForm) -> None:
        self.code, self.coverage = code, PortalCoverage(portal)
        self.texts = sorted(form.found_texts(self.coverage.texts(code)), key=_place)
        self.terms = form.found_terms(missing_labels(code))

    @property
    def found(self) -> list[CoveredText | Concept]:
        """Texts, then terms."""
        return [*self.texts, *self.terms]

    @property
    def orderable(self) -> list[CoveredText]:
        return [text for text in self.texts if text.is_orderable]

    def order(self, codes: Collection[str], user: Any, keys: Collection[UUID] | None = None) -> int:
        """Order those of the found texts that are missing in each of these languages; return how many are new.

        ``keys``: these texts alone.
        """
        wanted = {text.key for text in self.texts if keys is None or text.key in keys}
        missing = [
            (text.key, text.code)
            for text in self.coverage.texts()
            if text.is_orderable and text.key in wanted and text.code in codes
        ]
        return OrderTranslations(missing, user).execute()


def shown_rows(found: Iterable[CoveredText | Concept], *, may_edit_terms: bool) -> list[ListRow]:
    """Return rows with the addresses of their pages in the admin. One statement."""
    things = list(found)
    keys = [thing.key for thing in things if isinstance(thing, CoveredText)]
    columns = ("translation_key", "locale__language_code", "pk")
    pages = {(key, code): pk for key, code, pk in Page.objects.filter(translation_key__in=keys).values_list(*columns)}
    return [_term_row(thing, may_edit_terms) if isinstance(thing, Concept) else _row(thing, pages) for thing in things]


def _row(text: CoveredText, pages: dict[tuple[UUID, str], int]) -> ListRow:
    page, version = pages.get((text.key, text.language)), pages.get((text.key, text.code))
    return ListRow(text=text, url=_edit_url(page), version_url=_edit_url(version))


def _edit_url(page: int | None) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page]) if page is not None else ""


def _term_row(term: Concept, may_edit: bool) -> ListRow:
    return ListRow(term=term, url=reverse("wagtailsnippets_listings_concept:edit", args=[term.pk]) if may_edit else "")


def _place(text: CoveredText) -> tuple[Any, ...]:
    return list(Coverage).index(text.state), text.title.casefold(), str(text.key)
