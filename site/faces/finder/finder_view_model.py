"""The finder: what is shown and why, the filters, and the results as a list (LOOK, "Finder")."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from faces.finder.active_filters import Filter, OrganisationNames
from faces.finder.facet_sections import FIELDS, Section, sections
from faces.finder.finder_query import FinderQuery, monday_of
from faces.finder.form_fields import Option, PlaceFields, WhenFields, place_fields, when_fields
from faces.finder.no_results import NothingView
from faces.finder.week import WeekView
from faces.parts.card import Card, make_card
from faces.parts.localized_text import Text
from faces.parts.parameter_labels import sort_name, value_words
from faces.parts.schedule_wording import day_heading
from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path
from listings.schedule.wording import format_date
from search.engines.base import Interpretation, Results
from search.expansion import without_interpretation
from search.query import SearchQuery

#: Orders that are offered; others that the API knows are kept where an address has them.
_SORTS = ("relevance", "next", "distance", "title")
#: Parameters that the form has a field for; the others travel on in hidden ones.
_FORM_FIELDS = FIELDS | {"q", "place", "sort", "page"}


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address without it. ``typed``: the words of the query that were read as it."""

    label: Text
    url: str
    typed: str = ""


@dataclass(frozen=True)
class Day:
    """Cards of one day; the heading in two parts, such as "Today" and its date. No heading: one undivided list."""

    heading: str
    date: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Paging:
    """``words`` says where the reader is; an address is empty where there is no such page."""

    words: str
    previous_url: str
    next_url: str


@dataclass(frozen=True)
class FinderView:
    """``days`` are empty where ``week`` is shown. ``feed_query`` is the search for the feeds, without its first ``?``.

    ``left_out``: a sentence about words that name a filter with which nothing would be found; or empty.
    """

    typed: str
    count: int
    count_words: str
    show_words: str
    chips: tuple[Chip, ...]
    clear_url: str
    sections: tuple[Section, ...]
    chosen: int
    place: PlaceFields
    when: WhenFields
    sign_up_open: bool
    sorts: tuple[Option, ...]
    hidden: tuple[tuple[str, str], ...]
    list_url: str
    week_url: str
    days: tuple[Day, ...]
    week: WeekView | None
    paging: Paging
    did_you_mean: Chip | None
    nothing: NothingView | None
    left_out: str
    is_narrowed: bool
    feed_query: str
    address: str
    """Whole, for paper."""
    printed: str


def make_finder(
    asked: FinderQuery,
    results: Results,
    filters: Sequence[Filter],
    viewpoint: Viewpoint,
    *,
    towns: Sequence[Text] = (),
    organisations: OrganisationNames,
    week: WeekView | None = None,
    nothing: NothingView | None = None,
) -> FinderView:
    """``towns`` are offered while a place is typed, ``organisations`` those that can be chosen, by their ids."""
    query = asked.search
    made = sections(query, results.facets, viewpoint, organisations)
    return FinderView(
        typed=query.q,
        count=results.count,
        count_words=count_words(results.count),
        show_words=show_words(results.count),
        chips=tuple(chips(asked, results, filters, viewpoint)),
        clear_url=_cleared(asked).address,
        sections=made,
        chosen=sum(section.chosen for section in made),
        place=place_fields(asked, towns, viewpoint),
        when=when_fields(asked, viewpoint),
        sign_up_open=query.sign_up_open,
        sorts=_sorts(asked, viewpoint),
        hidden=tuple(pair for pair in asked.parameters() if pair[0] not in _FORM_FIELDS),
        list_url=asked.in_list().address,
        week_url=asked.in_week(asked.week or monday_of(query.today)).address,
        days=() if week else _days(asked, results, viewpoint),
        week=week,
        paging=Paging("", "", "") if week else _paging(asked, results.count),
        did_you_mean=_did_you_mean(asked, results, viewpoint),
        nothing=nothing,
        left_out=_left_out(results),
        is_narrowed=query.is_filtered or bool(query.q) or query.near is not None,
        feed_query=query.with_(page=1).querystring(),
        address=whole_address(asked),
        printed=printed_on(viewpoint),
    )


def whole_address(asked: FinderQuery) -> str:
    """With host, in the canonical order."""
    query = asked.search
    return f"{query.portal.root_url}{finder_path(query.language)}{asked.address if asked.querystring() else ''}"


def count_words(count: int) -> str:
    return ngettext("%(count)d activity", "%(count)d activities", count) % {"count": count}


def show_words(count: int) -> str:
    """On the button that closes the filters on a phone."""
    return ngettext("Show %(count)d activity", "Show %(count)d activities", count) % {"count": count}


def printed_on(viewpoint: Viewpoint) -> str:
    return _("Printed on %(date)s") % {"date": format_date(viewpoint.today, viewpoint.language, with_year=True)}


def chips(asked: FinderQuery, results: Results, filters: Sequence[Filter], viewpoint: Viewpoint) -> list[Chip]:
    """What was chosen, then what words were taken for."""
    made = [Chip(one.label, asked.with_search(one.without).address) for one in filters]
    return [*made, *_interpreted_chips(asked, results.interpreted, viewpoint)]


def _interpreted_chips(asked: FinderQuery, interpreted: Sequence[Interpretation], viewpoint: Viewpoint) -> list[Chip]:
    """What words were taken for, where that leaves something out; taken back by quoting them (decision 6)."""
    query, made = asked.search, []
    for found in interpreted:
        if found.filters and not query.has(found.parameter, found.value):
            label = value_words(found.parameter, found.value, viewpoint)
            left = without_interpretation(query.q, found.words)
            made.append(Chip(label, asked.with_search(query.with_(q=left)).address, found.words))
    return made


def _cleared(asked: FinderQuery) -> FinderQuery:
    """The same words and order without a filter."""
    query = asked.search
    sort = "" if query.sort == "distance" else query.sort
    return asked.with_search(
        SearchQuery(query.portal, query.language, query.now, q=query.q, lang=query.lang, sort=sort)
    )


def _left_out(results: Results) -> str:
    words = dict.fromkeys(found.words for found in results.unapplied)
    if not words or not results.count:
        return ""
    return _("Nothing fits “%(words)s”. Here is what fits the rest of your search.") % {"words": " ".join(words)}


def _sorts(asked: FinderQuery, viewpoint: Viewpoint) -> tuple[Option, ...]:
    """Without words nothing fits better than anything else, without a place nothing is near.

    The usual order needs no parameter: asked for by name it would put pinned activities among the others.
    """
    query = asked.search
    offered = [*_SORTS, *([query.order] if query.order not in _SORTS else [])]
    if not query.q:
        offered.remove("relevance")
    if query.near is None:
        offered.remove("distance")
    usual = "relevance" if query.q else "next"
    return tuple(
        Option("" if sort == usual else sort, viewpoint.text(sort_name(sort)), sort == query.order) for sort in offered
    )


def _days(asked: FinderQuery, results: Results, viewpoint: Viewpoint) -> tuple[Day, ...]:
    """The cards by day where the order is that of time; days in a row, what has no day last, as the engine orders."""
    cards = [
        make_card(document, viewpoint, results.next_occurrences.get(document.pk)) for document in results.documents
    ]
    if asked.search.order != "next":
        return (Day("", "", tuple(cards)),) if cards else ()
    days: list[Day] = []
    for card in cards:
        heading, date = day_heading(card.day, viewpoint) if card.day else (_("Time by agreement"), "")
        if days and (days[-1].heading, days[-1].date) == (heading, date):
            days[-1] = replace(days[-1], cards=(*days[-1].cards, card))
        else:
            days.append(Day(heading, date, (card,)))
    return tuple(days)


def _paging(asked: FinderQuery, count: int) -> Paging:
    query = asked.search
    pages = max(math.ceil(count / query.page_size), 1)

    def page(number: int) -> str:
        return asked.with_search(query.with_(page=number)).address

    return Paging(
        words=_("Page %(page)d of %(pages)d") % {"page": query.page, "pages": pages} if pages > 1 else "",
        previous_url=page(min(query.page - 1, pages)) if query.page > 1 else "",
        next_url=page(query.page + 1) if query.page < pages else "",
    )


def _did_you_mean(asked: FinderQuery, results: Results, viewpoint: Viewpoint) -> Chip | None:
    if not results.did_you_mean:
        return None
    query = asked.search.with_(q=results.did_you_mean)
    return Chip(viewpoint.name(results.did_you_mean), asked.with_search(query).address)
