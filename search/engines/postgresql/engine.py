"""The embedded engine: searches the read model's own table in one statement (see ``selection``)."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from listings.concepts import Concepts, current_concepts
from search.districts import existing_districts
from search.engines.base import DayTimes, Interpretation, Results, Suggestion
from search.engines.facets import facets_of
from search.engines.postgresql.browsing import can_browse
from search.engines.postgresql.calendar_times import occurrences_between, without_times
from search.engines.postgresql.filters import visible
from search.engines.postgresql.page_rows import read_page
from search.engines.postgresql.scoring import build_scoring
from search.engines.postgresql.selection import Selection, browse, select
from search.engines.postgresql.spelling import did_you_mean
from search.engines.postgresql.suggesting import suggestions
from search.expansion import (
    InterpretedQuery,
    Meaning,
    PhraseTable,
    QueryPhrase,
    district_candidates,
    interpret_query,
    phrase_table,
)
from search.places import current_places
from search.query import SearchQuery

#: A page that holds every document.
_ALL: Final = 1_000_000_000


@dataclass(frozen=True)
class _Plan:
    """An interpretation of the words, and those of its filters that are applied."""

    reading: InterpretedQuery
    filters: tuple[QueryPhrase, ...]

    @property
    def narrowing(self) -> dict[str, list[str]]:
        """Codes of the applied filters, by parameter."""
        codes: dict[str, list[str]] = {}
        for phrase in self.filters:
            for meaning in phrase.meanings:
                codes.setdefault(meaning.parameter, []).append(meaning.code)
        return codes


class PostgreSQLEngine:
    """Searches the table of ``ListingDocument`` itself, which the indexer writes: there is no other index."""

    name = "postgresql"

    def search(self, query: SearchQuery) -> Results:
        """Return results in one or two statements beside the vocabularies' version; with words in one or two more."""
        concepts = current_concepts()
        reading = self._read(query, concepts)
        plan, selection = self._select(query, reading)
        unapplied = [phrase for phrase in reading.filters if phrase not in plan.filters]
        documents, next_occurrences = selection.read or read_page(on_days_of(plan, query), selection.page)
        return Results(
            count=selection.count,
            documents=documents,
            facets=facets_of(query, concepts, selection.codes, selection.weekdays) if query.facets else {},
            interpreted=list(_interpretations(query, plan)),
            unapplied=list(_meanings_of(unapplied, filters=True)),
            did_you_mean=did_you_mean(query, self._table(concepts)) if query.q and not selection.count else None,
            next_occurrences=next_occurrences,
        )

    def count(self, query: SearchQuery) -> int:
        """Count in two statements, more only where words' filters leave nothing."""
        counting = query.with_(facets=False, page_size=1)
        _plan, selection = self._select(counting, self._read(counting, current_concepts()))
        return selection.count

    def ids(self, query: SearchQuery) -> list[UUID]:
        """Select in as many statements as ``count``; a list of 50,000 ids takes about 5 MB."""
        everything = query.with_(facets=False, page_size=_ALL, sort="modified")
        _plan, selection = self._select(everything, self._read(everything, current_concepts()))
        return sorted(selection.page)

    def occurrences(self, query: SearchQuery, first: datetime.date, last: datetime.date, limit: int) -> list[DayTimes]:
        """Return days in one statement; with words in two more, which select documents."""
        if not query.q:
            return occurrences_between(query, first, last, limit, None)
        untimed = without_times(query)
        plan, selection = self._select(untimed, self._read(untimed, current_concepts()))
        return occurrences_between(on_days_of(plan, query), first, last, limit, selection.page)

    def suggest(self, prefix: str, query: SearchQuery, limit: int = 10) -> list[Suggestion]:
        """Return concepts, places, organisations and listings with a word that begins so: three statements at most."""
        return suggestions(prefix, query, current_concepts(), current_places(), limit)

    def _table(self, concepts: Concepts) -> PhraseTable:
        return phrase_table(concepts, current_places())

    def _read(self, query: SearchQuery, concepts: Concepts) -> InterpretedQuery:
        if not query.q:
            return InterpretedQuery((), ())
        table = self._table(concepts)
        candidates = district_candidates(query.q, query.text_language, table)
        return interpret_query(query.q, query.text_language, table, self._districts(query, candidates))

    def _districts(self, query: SearchQuery, names: Collection[str]) -> set[str]:
        """Return the names that are districts of what the portal shows."""
        return existing_districts(visible(query), query.portal, names)

    def _browse(self, query: SearchQuery) -> Selection | None:
        """Select all that the portal shows, where the query asks for it."""
        return browse(query) if can_browse(query) else None

    def _selection(
        self, query: SearchQuery, reading: InterpretedQuery, narrowing: Mapping[str, list[str]]
    ) -> Selection:
        return select(query, build_scoring(reading), narrowing)

    def _select(self, query: SearchQuery, reading: InterpretedQuery) -> tuple[_Plan, Selection]:
        """Apply the words' filters: all of them, or only the first, or none, whichever first gives results."""
        if (everything := self._browse(query)) is not None:
            return _Plan(reading, ()), everything
        plans = [_Plan(reading, reading.filters)]
        if len(reading.filters) > 1:
            plans.append(_demoted(reading, reading.filters[:1]))
        if reading.filters:
            plans.append(_demoted(reading, ()))
        for plan in plans:
            selection = self._selection(query, plan.reading, plan.narrowing)
            if selection.narrowed or not plan.filters:
                break
        return plan, selection


def _demoted(reading: InterpretedQuery, filters: tuple[QueryPhrase, ...]) -> _Plan:
    """Return a plan that applies ``filters`` and in which the other filters only lift."""
    others = tuple(phrase for phrase in reading.filters if phrase not in filters)
    return _Plan(InterpretedQuery((*reading.phrases, *others), reading.filters), filters)


def on_days_of(plan: _Plan, query: SearchQuery) -> SearchQuery:
    """Return the query with the weekdays that its words name, unless the visitor has chosen some."""
    named = plan.narrowing.get("weekday")
    if not named or query.weekday:
        return query
    return query.with_(weekday=tuple(int(code.partition(":")[2]) for code in named))


def _interpretations(query: SearchQuery, plan: _Plan) -> Iterable[Interpretation]:
    """Yield the meanings of words, without filters that the visitor's own choice overrules."""
    for interpretation in _meanings_of(plan.filters, filters=True):
        if not query.chosen(interpretation.parameter):
            yield interpretation
    lifting = [phrase for phrase in plan.reading.phrases if phrase not in plan.reading.filters]
    yield from _meanings_of(lifting, filters=False)


def _meanings_of(phrases: Iterable[QueryPhrase], *, filters: bool) -> Iterable[Interpretation]:
    for phrase in phrases:
        for meaning in phrase.meanings:
            if filters or _is_sure(meaning, phrase.meanings):
                yield Interpretation(meaning.parameter, meaning.value, phrase.surface, filters)


def _is_sure(meaning: Meaning, among: Sequence[Meaning]) -> bool:
    """Return whether a meaning is worth telling: one of the best, and not a mere hint."""
    return meaning.weight >= 0.5 and meaning.weight >= 0.8 * max(other.weight for other in among)
