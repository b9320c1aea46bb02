"""View models of a portal's front page: the search, the themes, the coming week, what the coordinator has pinned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from faces.parts.card import Card, make_card, make_cards
from faces.parts.coming_week import coming_week_parameters
from faces.parts.paging import activity_count
from faces.parts.tile import Tile
from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path, theme_path
from search.engines.base import Results
from search.models import ListingDocument

#: Themes that are shown.
_TILES = 8


@dataclass(frozen=True)
class Example:
    """A search to try."""

    words: str
    url: str


@dataclass(frozen=True)
class SearchBand:
    finder_url: str
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class ThemesView:
    """``count_words``: how many activities there are of all themes together."""

    finder_url: str
    tiles: tuple[Tile, ...]
    count_words: str


@dataclass(frozen=True)
class WeekView:
    week_url: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class PinnedView:
    cards: tuple[Card, ...]


def make_search_band(language: str) -> SearchBand:
    finder = finder_path(language)
    return SearchBand(
        finder_url=finder,
        examples=tuple(Example(words, f"{finder}?{urlencode({'q': words})}") for words in _examples()),
    )


def make_themes(everything: Results, viewpoint: Viewpoint) -> ThemesView:
    """``everything``: an unfiltered search with facets."""
    return ThemesView(finder_path(viewpoint.language), _tiles(everything, viewpoint), activity_count(everything.count))


def make_week(week: Results, viewpoint: Viewpoint) -> WeekView:
    """``week``: a search for the coming week."""
    parameters = urlencode(coming_week_parameters(viewpoint.today))
    return WeekView(f"{finder_path(viewpoint.language)}?{parameters}", make_cards(week, viewpoint))


def make_pinned(documents: list[ListingDocument], viewpoint: Viewpoint) -> PinnedView:
    return PinnedView(tuple(make_card(document, viewpoint) for document in documents))


def _examples() -> list[str]:
    """Searches to try, in the words that people use."""
    return [_("language café on Tuesday"), _("homework help"), _("swimming for women")]


def _tiles(everything: Results, viewpoint: Viewpoint) -> tuple[Tile, ...]:
    """The themes with most activities, broad ones only, in the order of the vocabulary."""
    by_key: dict[str, Any] = viewpoint.concepts.by_key
    counts = {
        value.code: value.count
        for value in everything.facets.get("theme", ())
        if value.count and (concept := by_key.get(f"theme:{value.code}")) and not concept.broader
    }
    largest = sorted(counts, key=lambda code: -counts[code])[:_TILES]
    return tuple(
        Tile(
            icon=viewpoint.icon("theme", concept.code),
            label=viewpoint.label("theme", concept.code),
            count_words=activity_count(counts[concept.code]),
            url=theme_path(viewpoint.language, concept.code),
        )
        for concept in viewpoint.concepts.by_vocabulary.get("theme", [])
        if concept.code in largest
    )
