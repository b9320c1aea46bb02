"""A portal's front page: where to begin, what there is, what is on this week, what the coordinator pinned."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from faces.finder.finder_view_model import count_words
from faces.parts.card import Card, make_card
from faces.parts.localized_text import Text
from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path, theme_path
from search.engines.base import Results
from search.models import ListingDocument

TILES = 8
#: Days, today included, that "this week" shows.
DAYS_AHEAD = 7


@dataclass(frozen=True)
class Tile:
    """A theme, or a part of one: where it leads, and how much there is of it."""

    icon: str
    label: Text
    count_words: str
    url: str


@dataclass(frozen=True)
class Example:
    words: str
    url: str


@dataclass(frozen=True)
class SearchBand:
    finder_url: str
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class ThemesView:
    """``count_words`` says how much there is of all themes together."""

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


def make_band(language: str) -> SearchBand:
    finder = finder_path(language)
    return SearchBand(
        finder_url=finder,
        examples=tuple(Example(words, f"{finder}?{urlencode({'q': words})}") for words in _examples()),
    )


def make_themes(everything: Results, viewpoint: Viewpoint) -> ThemesView:
    """``everything``: an unfiltered search with facets."""
    return ThemesView(finder_path(viewpoint.language), _tiles(everything, viewpoint), count_words(everything.count))


def make_week(week: Results, viewpoint: Viewpoint) -> WeekView:
    """``week``: what comes within a week, soonest first."""
    last = viewpoint.today + datetime.timedelta(days=DAYS_AHEAD - 1)
    days = {"from": viewpoint.today.isoformat(), "to": last.isoformat(), "sort": "next"}
    return WeekView(
        week_url=f"{finder_path(viewpoint.language)}?{urlencode(days)}",
        cards=tuple(make_card(one, viewpoint, week.next_occurrences.get(one.pk)) for one in week.documents),
    )


def make_pinned(documents: list[ListingDocument], viewpoint: Viewpoint) -> PinnedView:
    return PinnedView(tuple(make_card(one, viewpoint) for one in documents))


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
    chosen = sorted(counts, key=lambda code: -counts[code])[:TILES]
    return tuple(
        Tile(
            icon=viewpoint.icon("theme", concept.code),
            label=viewpoint.label("theme", concept.code),
            count_words=count_words(counts[concept.code]),
            url=theme_path(viewpoint.language, concept.code),
        )
        for concept in viewpoint.concepts.by_vocabulary.get("theme", [])
        if concept.code in chosen
    )
