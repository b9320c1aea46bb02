"""View model of the finder: the active filters, the form, and the results as a list or a week."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from faces.finder.active_filters import ActiveFilter, OrganisationNames
from faces.finder.facet_sections import FIELDS, Section, facet_sections
from faces.finder.finder_query import FinderQuery, monday_of
from faces.finder.form_fields import Option, PlaceFields, WhenFields, place_fields, when_fields
from faces.finder.no_results_view_model import NoResultsView
from faces.finder.week_view_model import WeekView
from faces.parts.card import Card, make_cards, make_near_cards
from faces.parts.following import Follow, make_follow
from faces.parts.localized_text import Text
from faces.parts.paging import Paging, activity_count, page_words
from faces.parts.parameter_labels import missing_note, sort_label, value_label, wordless_note
from faces.parts.schedule_wording import day_heading
from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path
from listings.schedule.wording import format_date
from search.engines.base import Results
from search.expansion import without_interpretation
from search.query import SearchQuery

#: Orders that are offered; another one that the API knows is offered only where the address has it.
_SORTS = ("relevance", "next", "distance", "title")
#: Parameters for which the form has a visible field; the others are in hidden fields.
_FORM_FIELDS = FIELDS | {"q", "place", "sort", "page"}


@dataclass(frozen=True)
class Chip:
    """An active filter, and the URL without it. ``typed``: the words of the query that were read as this filter."""

    label: Text
    url: str
    typed: str = ""


@dataclass(frozen=True)
class Day:
    """Cards of one day; the heading in two parts, such as "Today" and its date. Empty: a list that is not by day."""

    heading: str
    date: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class CorrectionView:
    """What is shown in place of what was typed, and the link that searches the words as typed."""

    said: str
    undo: str
    url: str


@dataclass(frozen=True)
class FinderView:
    """``days`` is empty where ``week`` is shown.

    ``left_out``: a sentence about words that name a filter without results, which was not applied, or about signs
    without a word, which look for nothing; or empty. ``missing``: a sentence about words that no activity has.
    ``near``: what fits the other words, where these find no hits.
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
    correction: CorrectionView | None
    did_you_mean: Chip | None
    no_results: NoResultsView | None
    left_out: str
    missing: str
    near: tuple[Card, ...]
    is_narrowed: bool
    follow: Follow
    #: The search's full URL, for the printed page.
    address: str
    printed: str


def make_finder(
    finder_query: FinderQuery,
    results: Results,
    filters: Sequence[ActiveFilter],
    viewpoint: Viewpoint,
    *,
    towns: Sequence[Text] = (),
    organisations: OrganisationNames,
    week: WeekView | None = None,
    no_results: NoResultsView | None = None,
) -> FinderView:
    """``towns``: suggestions while a place is typed. ``organisations``: those that can be chosen, by id."""
    query = finder_query.search
    sections = facet_sections(query, results.facets, viewpoint, organisations)
    return FinderView(
        typed=query.q or query.wordless,
        count=results.count,
        count_words=activity_count(results.count),
        show_words=_show_words(results.count),
        chips=tuple(make_chips(finder_query, results, filters, viewpoint)),
        clear_url=_without_filters(finder_query).relative_url,
        sections=sections,
        chosen=sum(section.chosen for section in sections),
        place=place_fields(finder_query, towns, viewpoint),
        when=when_fields(finder_query, viewpoint),
        sign_up_open=query.sign_up_open,
        sorts=_sorts(finder_query, viewpoint),
        hidden=tuple(pair for pair in finder_query.parameters() if pair[0] not in _FORM_FIELDS),
        list_url=finder_query.in_list().relative_url,
        week_url=finder_query.in_week(finder_query.week or monday_of(query.today)).relative_url,
        days=() if week else _days(finder_query, results, viewpoint),
        week=week,
        paging=Paging("", "", "") if week else _paging(finder_query, results.count),
        correction=_correction(finder_query, results),
        did_you_mean=_did_you_mean(finder_query, results, viewpoint),
        no_results=no_results,
        left_out=wordless_note() if query.wordless else _left_out(results),
        missing=missing_note(results.missing, viewpoint.language),
        near=() if week else make_near_cards(results, viewpoint),
        is_narrowed=query.is_filtered or bool(query.q) or query.near is not None,
        follow=make_follow(query),
        address=absolute_url(finder_query),
        printed=_printed_on(viewpoint),
    )


def absolute_url(finder_query: FinderQuery) -> str:
    """The finder with this query, with host."""
    query = finder_query.search
    querystring = finder_query.relative_url if finder_query.querystring() else ""
    return f"{query.portal.root_url}{finder_path(query.language)}{querystring}"


def _show_words(count: int) -> str:
    """The label of the button that closes the filters on a phone."""
    return ngettext("Show %(count)d activity", "Show %(count)d activities", count) % {"count": count}


def _printed_on(viewpoint: Viewpoint) -> str:
    return _("Printed on %(date)s") % {"date": format_date(viewpoint.today, viewpoint.language, with_year=True)}


def make_chips(
    finder_query: FinderQuery, results: Results, filters: Sequence[ActiveFilter], viewpoint: Viewpoint
) -> list[Chip]:
    """The active filters, then the filters that were read from words of the query."""
    chosen = [Chip(active.label, finder_query.with_search(active.without).relative_url) for active in filters]
    return [*chosen, *_interpreted_chips(finder_query, results, viewpoint)]


def _interpreted_chips(finder_query: FinderQuery, results: Results, viewpoint: Viewpoint) -> list[Chip]:
    """Filters read from words. Removing such a chip puts the words into quotation marks: they are searched as text."""
    query, chips = finder_query.search, []
    words = results.corrected.text if results.corrected else query.q
    for meaning in results.interpreted:
        if meaning.filters and not query.has(meaning.parameter, meaning.value):
            label = value_label(meaning.parameter, meaning.value, viewpoint)
            quoted = without_interpretation(words, meaning.words)
            chips.append(Chip(label, finder_query.with_search(query.with_(q=quoted)).relative_url, meaning.words))
    return chips


def _without_filters(finder_query: FinderQuery) -> FinderQuery:
    """The same words and order without any filter."""
    query = finder_query.search
    sort = "" if query.sort == "distance" else query.sort
    return finder_query.with_search(
        SearchQuery(query.portal, query.language, query.now, q=query.q, lang=query.lang, sort=sort)
    )


def _left_out(results: Results) -> str:
    words = dict.fromkeys(meaning.words for meaning in results.unapplied)
    if not words or not (results.count or results.near):
        return ""
    return _("Nothing fits “%(words)s”. Here is what fits the rest of your search.") % {"words": " ".join(words)}


def _sorts(finder_query: FinderQuery, viewpoint: Viewpoint) -> tuple[Option, ...]:
    """Relevance is offered only with words, distance only with a place.

    The default order has an empty value: named in the address, it would sort pinned activities among the others.
    """
    query = finder_query.search
    offered = [*_SORTS, *([query.order] if query.order not in _SORTS else [])]
    if not query.q:
        offered.remove("relevance")
    if query.near is None:
        offered.remove("distance")
    default = "relevance" if query.q else "next"
    return tuple(
        Option("" if sort == default else sort, viewpoint.text(sort_label(sort)), sort == query.order)
        for sort in offered
    )


def _days(finder_query: FinderQuery, results: Results, viewpoint: Viewpoint) -> tuple[Day, ...]:
    """The cards by day where they are ordered by time; those without a day are last, as the engine orders them."""
    cards = make_cards(results, viewpoint)
    if finder_query.search.order != "next":
        return (Day("", "", cards),) if cards else ()
    days: list[Day] = []
    for card in cards:
        heading, date = day_heading(card.day, viewpoint) if card.day else (_("Time by agreement"), "")
        if days and (days[-1].heading, days[-1].date) == (heading, date):
            days[-1] = replace(days[-1], cards=(*days[-1].cards, card))
        else:
            days.append(Day(heading, date, (card,)))
    return tuple(days)


def _paging(finder_query: FinderQuery, count: int) -> Paging:
    query = finder_query.search
    pages = max(math.ceil(count / query.page_size), 1)

    def url(number: int) -> str:
        return finder_query.with_search(query.with_(page=number)).relative_url

    return Paging(
        words=page_words(query.page, pages),
        previous_url=url(min(query.page - 1, pages)) if query.page > 1 else "",
        next_url=url(query.page + 1) if query.page < pages else "",
    )


def _correction(finder_query: FinderQuery, results: Results) -> CorrectionView | None:
    correction = results.corrected
    if correction is None:
        return None
    typed = finder_query.search.with_(q=correction.as_typed)
    return CorrectionView(
        said=_("Showing results for “%(words)s”.") % {"words": correction.text},
        undo=_("Search for “%(words)s” instead.") % {"words": " ".join(word.typed for word in correction.words)},
        url=finder_query.with_search(typed).relative_url,
    )


def _did_you_mean(finder_query: FinderQuery, results: Results, viewpoint: Viewpoint) -> Chip | None:
    if not results.did_you_mean:
        return None
    query = finder_query.search.with_(q=results.did_you_mean)
    return Chip(viewpoint.name(results.did_you_mean), finder_query.with_search(query).relative_url)
