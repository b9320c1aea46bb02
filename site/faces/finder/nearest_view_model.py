"""View model of the nearest search: a sentence that says what it gives up, its first cards, and a link to all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from faces.finder.active_filters import ActiveFilter
from faces.finder.finder_query import FinderQuery
from faces.finder.nearest_search import GivenUp, NearestSearch
from faces.parts.card import Card, make_cards
from faces.parts.viewpoint import Viewpoint
from listings.schedule.wording import enumeration
from listings.schedule.words import words_for


@dataclass(frozen=True)
class NearestView:
    """``url`` leads to all results, where there are more than the ``cards``; else it is empty."""

    words: str
    cards: tuple[Card, ...]
    url: str


def make_nearest(
    nearest: NearestSearch, finder_query: FinderQuery, filters: Sequence[ActiveFilter], viewpoint: Viewpoint
) -> NearestView:
    """``filters``: those of the search that found nothing."""
    cards = make_cards(nearest.results, viewpoint)
    url = finder_query.with_search(nearest.query).relative_url
    return NearestView(
        words=_sentence(nearest, finder_query, filters, viewpoint),
        cards=cards,
        url=url if nearest.results.count > len(cards) else "",
    )


def _sentence(
    nearest: NearestSearch, finder_query: FinderQuery, filters: Sequence[ActiveFilter], viewpoint: Viewpoint
) -> str:
    """fi "Ei tiistaisin, mutta 3 toimintaa muina päivinä." """
    count = nearest.results.count
    labels = [active.label.value for active in filters if nearest.names.issuperset(active.names)]
    values = {
        "count": count,
        "days": _weekdays(finder_query.search.weekday, viewpoint.language),
        "filters": ", ".join(labels),
    }
    return _pattern(nearest, count) % values


def _pattern(nearest: NearestSearch, count: int) -> str:
    kind = nearest.given_up
    if kind is GivenUp.DAYS and nearest.names == {"weekday"}:
        return ngettext(
            "Nothing on %(days)s, but %(count)d activity on other days.",
            "Nothing on %(days)s, but %(count)d activities on other days.",
            count,
        )
    if kind is GivenUp.DAYS:
        return ngettext(
            "Nothing on these days, but %(count)d activity on other days.",
            "Nothing on these days, but %(count)d activities on other days.",
            count,
        )
    if kind in (GivenUp.TIMES, GivenUp.WHEN):
        return ngettext(
            "Nothing at that time, but %(count)d activity at other times.",
            "Nothing at that time, but %(count)d activities at other times.",
            count,
        )
    if kind is GivenUp.DISTANCE:
        return ngettext(
            "Nothing that near, but %(count)d activity farther away.",
            "Nothing that near, but %(count)d activities farther away.",
            count,
        )
    if kind is GivenUp.PLACE:
        return ngettext(
            "Nothing for “%(filters)s”, but %(count)d activity elsewhere.",
            "Nothing for “%(filters)s”, but %(count)d activities elsewhere.",
            count,
        )
    return ngettext(
        "Nothing for “%(filters)s”, but %(count)d activity otherwise.",
        "Nothing for “%(filters)s”, but %(count)d activities otherwise.",
        count,
    )


def _weekdays(weekdays: Sequence[int], language: str) -> str:
    """fi "maanantaisin, tiistaisin ja torstaisin"."""
    words = words_for(language)
    return enumeration([words.on_weekdays[day - 1] for day in weekdays], words)
