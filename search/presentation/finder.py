"""The finder: what is shown and why, the filters, the results, and what helps when there are none (LOOK, "Finder")."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.engines.base import Interpretation, Results
from search.expansion import without_interpretation
from search.presentation.card import Card, make_card
from search.presentation.facets import GROUPS, Group, groups
from search.presentation.texts import Text
from search.presentation.times import day_heading
from search.presentation.viewpoint import Viewpoint
from search.presentation.words import chosen_values, parameter_name, sort_name, value_words
from search.query import SORTS, SearchQuery

#: Parameters that the finder's form has a field for; the others travel on in hidden ones.
_FORM_FIELDS = frozenset({"q", "near", "sort", "page", *GROUPS})


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address without it. ``typed``: the words of the query that were read as it."""

    label: Text
    url: str
    typed: str = ""


@dataclass(frozen=True)
class Option:
    value: str
    label: Text
    is_chosen: bool


@dataclass(frozen=True)
class Day:
    """Cards of one day; the heading in two parts, such as "Today" and its date. No heading: one undivided list."""

    heading: str
    date: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Relaxation:
    """A wider search and what it would find: "without 'Tuesday': 7"."""

    words: str
    url: str
    count: int


@dataclass(frozen=True)
class Paging:
    """``words`` says where the reader is; an address is empty where there is no such page."""

    words: str
    previous_url: str
    next_url: str


@dataclass(frozen=True)
class FinderView:
    typed: str
    count: int
    count_words: str
    chips: tuple[Chip, ...]
    clear_url: str
    groups: tuple[Group, ...]
    chosen: int
    sorts: tuple[Option, ...]
    near: tuple[Option, ...]
    hidden: tuple[tuple[str, str], ...]
    days: tuple[Day, ...]
    paging: Paging
    did_you_mean: Chip | None
    relaxations: tuple[Relaxation, ...]
    understood: tuple[Text, ...]
    left_out: str
    """A sentence about words that name a filter with which nothing would be found; or empty."""
    is_narrowed: bool


def make_finder(
    query: SearchQuery,
    results: Results,
    viewpoint: Viewpoint,
    *,
    towns: Sequence[tuple[str, str, Text]] = (),
    relaxations: Sequence[Relaxation] = (),
) -> FinderView:
    """``towns``: (latitude, longitude, name) of the places that "near" offers."""
    near = _near(query, towns, viewpoint)
    chips = (*_chips(query, near, viewpoint), *_interpreted_chips(query, results.interpreted, viewpoint))
    made_groups = groups(query, results.facets, viewpoint)
    return FinderView(
        typed=query.q,
        count=results.count,
        count_words=count_words(results.count),
        chips=chips,
        clear_url=address(SearchQuery(query.portal, query.language, query.now, q=query.q, sort=query.sort)),
        groups=made_groups,
        chosen=sum(group.chosen for group in made_groups),
        sorts=_sorts(query, viewpoint),
        near=near,
        hidden=tuple((name, value) for name, value in query.to_parameters() if name not in _FORM_FIELDS),
        days=_days(query, results, viewpoint),
        paging=_paging(query, results.count),
        did_you_mean=_did_you_mean(query, results, viewpoint),
        relaxations=tuple(relaxations),
        understood=tuple(chip.label for chip in chips),
        left_out=_left_out(results),
        is_narrowed=query.is_filtered or bool(query.q),
    )


def count_words(count: int) -> str:
    return ngettext("%(count)d activity", "%(count)d activities", count) % {"count": count}


def address(query: SearchQuery) -> str:
    """The same finder with another query."""
    text = query.querystring()
    return f"?{text}" if text else "?"


def wider_queries(query: SearchQuery, limit: int) -> list[tuple[str, str, SearchQuery]]:
    """Each filter in force with the query that lacks it, as (parameter, value, query); the last chosen kind first."""
    return [(name, value, query.without(name, value)) for name, value in reversed(chosen_values(query))][:limit]


def relaxation(name: str, value: str, wider: SearchQuery, count: int, viewpoint: Viewpoint) -> Relaxation:
    words = _("Without “%(filter)s”") % {"filter": value_words(name, value, viewpoint).value}
    return Relaxation(words, address(wider), count)


def _chips(query: SearchQuery, near: Sequence[Option], viewpoint: Viewpoint) -> list[Chip]:
    chips = [
        Chip(value_words(name, value, viewpoint), address(query.without(name, value)))
        for name, value in chosen_values(query)
        if name != "organisation"
    ]
    if query.near is not None:
        place = next(option.label.value for option in near if option.is_chosen)
        label = viewpoint.text(f"{parameter_name('near')}: {place}")
        chips.append(Chip(label, address(query.without("near"))))
    return chips


def _interpreted_chips(query: SearchQuery, interpreted: Sequence[Interpretation], viewpoint: Viewpoint) -> list[Chip]:
    """What words were taken for, where that leaves something out; taken back by quoting them (decision 6)."""
    chips = []
    for found in interpreted:
        if found.filters and not query.has(found.parameter, found.value):
            label = value_words(found.parameter, found.value, viewpoint)
            left = without_interpretation(query.q, found.words)
            chips.append(Chip(label, address(query.with_(q=left)), found.words))
    return chips


def _left_out(results: Results) -> str:
    words = dict.fromkeys(found.words for found in results.unapplied)
    if not words or not results.count:
        return ""
    return _("Nothing fits “%(words)s”. Here is what fits the rest of your search.") % {"words": " ".join(words)}


def _sorts(query: SearchQuery, viewpoint: Viewpoint) -> tuple[Option, ...]:
    offered = [
        sort
        for sort in SORTS
        if not (sort == "relevance" and not query.q) and not (sort == "distance" and not query.near)
    ]
    return tuple(Option(sort, viewpoint.text(sort_name(sort)), sort == query.order) for sort in offered)


def _near(query: SearchQuery, towns: Sequence[tuple[str, str, Text]], viewpoint: Viewpoint) -> tuple[Option, ...]:
    if not towns and query.near is None:
        return ()
    chosen = "" if query.near is None else dict(query.to_parameters())["near"]
    options = [Option(f"{lat},{lon}", name, f"{lat},{lon}" == chosen) for lat, lon, name in towns]
    if chosen and not any(option.is_chosen for option in options):
        options.insert(0, Option(chosen, viewpoint.text(_("The place you chose")), True))
    return (Option("", viewpoint.text(_("Anywhere")), not chosen), *options)


def _days(query: SearchQuery, results: Results, viewpoint: Viewpoint) -> tuple[Day, ...]:
    """The cards by day where the order is that of time; days in a row, what has no day last, as the engine orders."""
    cards = [
        make_card(document, viewpoint, results.next_occurrences.get(document.pk)) for document in results.documents
    ]
    if query.order != "next":
        return (Day("", "", tuple(cards)),) if cards else ()
    days: list[Day] = []
    for card in cards:
        heading, date = day_heading(card.day, viewpoint) if card.day else (_("Time by agreement"), "")
        if days and (days[-1].heading, days[-1].date) == (heading, date):
            days[-1] = replace(days[-1], cards=(*days[-1].cards, card))
        else:
            days.append(Day(heading, date, (card,)))
    return tuple(days)


def _paging(query: SearchQuery, count: int) -> Paging:
    pages = max(math.ceil(count / query.page_size), 1)
    return Paging(
        words=_("Page %(page)d of %(pages)d") % {"page": query.page, "pages": pages} if pages > 1 else "",
        previous_url=address(query.with_(page=min(query.page - 1, pages))) if query.page > 1 else "",
        next_url=address(query.with_(page=query.page + 1)) if query.page < pages else "",
    )


def _did_you_mean(query: SearchQuery, results: Results, viewpoint: Viewpoint) -> Chip | None:
    if not results.did_you_mean:
        return None
    return Chip(viewpoint.name(results.did_you_mean), address(query.with_(q=results.did_you_mean)))
