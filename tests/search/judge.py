"""A slow judge of engines: it looks at one document after the other, in plain Python.

It shares with the engine how words are read (``search.engines.reading``) and the numbers of the weights, and nothing of
how documents are selected, scored, counted and ordered.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from listings.concepts import current_concepts
from search.analysis.folding import fold
from search.engines import weights
from search.engines.base import DayTimes, Results, Suggestion
from search.engines.facets import facets_of
from search.engines.plans import Selection, interpreted, on_days_of, unapplied
from search.engines.reading import Found, find
from search.expansion import InterpretedQuery
from search.expansion.district_names import folded_names
from search.models import ListingDocument, Occurrence
from search.query import CODE_FACETS, SearchQuery
from tests.search.judged_pool import Pool, distance_km, fits, is_pinned
from tests.search.judged_scores import Scorer

#: A calendar has so many documents of words, the best ones.
MOST_FOUND: Final = 1_000


class Judge:
    """Answers as an engine does, without what is suggested."""

    name = "judge"

    def search(self, query: SearchQuery) -> Results:
        found = find(query, _Selector())
        documents = ListingDocument.objects.in_bulk(found.selection.page)
        page = [documents[key] for key in found.selection.page]
        pool = Pool(found.query)
        times = {document.pk: pool.next_time(document, found.timed.weekday) for document in page}
        return Results(
            count=found.selection.count,
            documents=page,
            facets=_facets(found) if query.facets else {},
            interpreted=interpreted(found.query, found.plan),
            unapplied=unapplied(found.plan),
            corrected=found.correction,
            did_you_mean=found.offered,
            next_occurrences={key: time for key, time in times.items() if time is not None},
        )

    def count(self, query: SearchQuery) -> int:
        return find(query, _Selector()).selection.count

    def ids(self, query: SearchQuery) -> list[UUID]:
        return sorted(find(query.with_(page_size=10**6), _Selector()).selection.page)

    def occurrences(self, query: SearchQuery, first: datetime.date, last: datetime.date, limit: int) -> list[DayTimes]:
        untimed = query.with_(
            weekday=(), date_from=None, date_to=None, time_from=None, time_to=None,
            sort="relevance" if query.q else "", page_size=MOST_FOUND if query.q else 10**6,
        )  # fmt: skip
        found = find(untimed, _Selector())
        asked = on_days_of(found.plan, query)
        times = [
            time
            for document in ListingDocument.objects.filter(pk__in=found.selection.page)
            for time in document.occurrences.all()
            if fits(time, asked) and (not asked.weekday or time.weekday in asked.weekday)
        ]
        days = []
        for number in range((last - first).days + 1):
            day = first + datetime.timedelta(days=number)
            of_day = sorted((time for time in times if time.date == day), key=_place_in_day)
            days.append(DayTimes(day, tuple(of_day[:limit]), len(of_day)))
        return days

    def districts(self, query: SearchQuery, names: Collection[str]) -> set[str]:
        return _Selector().districts(query, names)

    def suggest(self, prefix: str, query: SearchQuery, limit: int = 10) -> list[Suggestion]:
        raise NotImplementedError


def _place_in_day(time: Occurrence) -> tuple[int, UUID, int]:
    return -1 if time.start_minute is None else time.start_minute, time.listing_id, time.pk


def _facets(found: Found) -> dict[str, Any]:
    return facets_of(found.query, current_concepts(), found.selection.codes, found.selection.weekdays)


class _Selector:
    def districts(self, query: SearchQuery, names: Collection[str]) -> set[str]:
        folded = folded_names(names)
        codes = {code for document in Pool(query).documents for code in document.codes}
        districts = {code.removeprefix("district:") for code in codes if code.startswith("district:")}
        return {name for name in districts if name in names or fold(name.casefold()) in folded}

    def select(self, query: SearchQuery, reading: InterpretedQuery, narrowing: Mapping[str, list[str]]) -> Selection:
        pool = Pool(query)
        scores = Scorer(pool, reading).scores() if reading.phrases else dict.fromkeys(pool.terms, 0.0)
        kept = _kept(pool, reading, narrowing, scores)
        failing = {document.pk: set(_failed(pool, document, narrowing)) for document in kept}
        hits = [document for document in kept if not failing[document.pk]]
        hits.sort(key=lambda document: _place(pool, document, scores[document.pk]))
        return Selection(
            count=len(hits),
            narrowed=sum(_is_narrowed(pool, document, narrowing) for document in kept),
            page=[document.pk for document in hits[query.offset : query.offset + query.page_size]],
            codes=Counter(code for document in kept for code in _counted_codes(document, failing[document.pk])),
            weekdays=Counter(day for document in kept for day in _counted_days(pool, document, failing[document.pk])),
        )


def _kept(
    pool: Pool, reading: InterpretedQuery, narrowing: Mapping[str, list[str]], scores: Mapping[UUID, float]
) -> list[ListingDocument]:
    """Return what is worth showing, before filters."""
    if not reading.required:
        return pool.documents
    scorer = Scorer(pool, reading)
    candidates = [document for document in pool.documents if scorer.is_candidate(document)]
    narrowed = [document for document in candidates if _is_narrowed(pool, document, narrowing)]
    best = max((scores[document.pk] for document in narrowed or candidates), default=0.0)
    sure: set[str] = set()
    if len(reading.required) == 1 and (meanings := reading.required[0].meanings):
        sure = {meaning.code for meaning in meanings if meaning.weight >= 0.95 * meanings[0].weight}
    return [
        document
        for document in candidates
        if scores[document.pk] > 0 and (scores[document.pk] >= weights.CUT * best or sure & {*document.codes})
    ]


def _is_narrowed(pool: Pool, document: ListingDocument, narrowing: Mapping[str, list[str]]) -> bool:
    return all(_has_any(pool, document, name, codes) for name, codes in narrowing.items())


def _has_any(pool: Pool, document: ListingDocument, parameter: str, codes: Iterable[str]) -> bool:
    if parameter == "weekday":
        return pool.takes_place_on(document, [int(code.partition(":")[2]) for code in codes])
    return bool({*codes} & {*document.codes})


def _failed(pool: Pool, document: ListingDocument, narrowing: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the filters that a document fails: facets by their names, and "other"."""
    query = pool.query
    for name, codes in narrowing.items():
        if not query.chosen(name) and not _has_any(pool, document, name, codes):
            yield name
    for name in CODE_FACETS:
        if (codes := query.document_codes(name)) and not {*codes} & {*document.codes}:
            yield name
    if query.my_level and not {f"required_level:{level}" for level in query.levels} & {*document.codes}:
        yield "required_level"
    if query.weekday and not pool.takes_place_on(document, query.weekday):
        yield "weekday"
    if not all(_others(pool, document)):
        yield "other"


def _others(pool: Pool, document: ListingDocument) -> Iterator[bool]:
    """Yield whether a document passes each filter that is no facet."""
    query, today = pool.query, pool.query.today
    yield not query.document_codes("area") or bool({*query.document_codes("area")} & {*document.codes})
    yield not query.organisation or document.organisation_id in query.organisation
    yield query.modified_since is None or document.modified >= query.modified_since
    yield not query.confirmed_within or (today - document.confirmed_on).days <= query.confirmed_within
    yield query.radius is None or distance_km(document, query) <= query.radius
    yield not query.is_timed or pool.takes_place_on(document, ())
    if query.sign_up_open:
        needs_none = "sign_up:none" in document.codes
        yield document.status_on(today) == "active"
        yield needs_none or document.sign_up_deadline is None or document.sign_up_deadline >= today


def _counted_codes(document: ListingDocument, failed: Collection[str]) -> Iterator[str]:
    """Yield the codes in whose facet a document counts: all where it is a hit, else those of the only one it fails."""
    for code in document.codes:
        name = code.partition(":")[0]
        if name in CODE_FACETS and not {*failed} - {name}:
            yield code


def _counted_days(pool: Pool, document: ListingDocument, failed: Collection[str]) -> set[int]:
    return set() if {*failed} - {"weekday"} else {time.weekday for time in pool.times(document)}


def _place(pool: Pool, document: ListingDocument, score: float) -> tuple[Any, ...]:
    """Return what orders hits: pins, the order asked for, then next time, title and identifier."""
    query = pool.query
    time = pool.next_time(document, query.weekday)
    soon = math.inf if time is None else time.starts_at.timestamp()
    titles = document.sort_titles
    title = titles.get(query.text_language)
    title = titles.get(document.source_language, "") if title is None else title
    first = {
        "relevance": -score,
        "next": soon,
        "distance": distance_km(document, query),
        "modified": -document.modified.timestamp(),
        "title": title,
    }[query.order]
    is_unpinned = bool(query.q or query.sort) or not is_pinned(document, query.portal, query.now)
    return is_unpinned, first, soon, title, document.pk
