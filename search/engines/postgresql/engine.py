"""The embedded engine: searches the read model's own table in one statement (see ``selection``)."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
from search.spelling import Correction, correct, index_words, named_words

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


@dataclass(frozen=True)
class _Found:
    """What was searched: the query with its words as they are meant, and what has been found."""

    query: SearchQuery
    plan: _Plan
    selection: Selection
    correction: Correction | None = None


class PostgreSQLEngine:
    """Searches the table of ``ListingDocument`` itself, which the indexer writes: there is no other index."""

    name = "postgresql"

    def search(self, query: SearchQuery) -> Results:
        """Return results in one or two statements beside the vocabularies' version; with words in one or two more.

        A word that no name and no dictionary has takes one more, and five after a change of the index; a corrected
        query that finds nothing two more.
        """
        concepts = current_concepts()
        correction = self._correct(query, concepts)
        found = self._find(query, correction, concepts)
        query, plan, selection = found.query, found.plan, found.selection
        unapplied = [phrase for phrase in plan.reading.filters if phrase not in plan.filters]
        shown = [*selection.page, *selection.near]
        documents, next_occurrences = selection.read or read_page(on_days_of(plan, query), shown)
        near = set(selection.near)
        return Results(
            count=selection.count,
            documents=[document for document in documents if document.pk not in near],
            facets=facets_of(query, concepts, selection.codes, selection.weekdays) if query.facets else {},
            interpreted=list(_interpretations(query, plan)),
            unapplied=list(_meanings_of(unapplied, filters=True)),
            corrected=found.correction,
            did_you_mean=correction.text if correction and not correction.is_sure else None,
            next_occurrences=next_occurrences,
            missing=selection.missing,
            near=[document for document in documents if document.pk in near],
        )

    def count(self, query: SearchQuery) -> int:
        """Count in two statements, more only where words' filters leave nothing."""
        counting = query.with_(facets=False, page_size=1)
        return self._search_words(counting).selection.count

    def ids(self, query: SearchQuery) -> list[UUID]:
        """Select in as many statements as ``count``; a list of 50,000 ids takes about 5 MB."""
        everything = query.with_(facets=False, page_size=_ALL, sort="modified")
        return sorted(self._search_words(everything).selection.page)

    def occurrences(self, query: SearchQuery, first: datetime.date, last: datetime.date, limit: int) -> list[DayTimes]:
        """Return days in one statement; with words in two more, which select documents."""
        if not query.q:
            return occurrences_between(query, first, last, limit, None)
        found = self._search_words(without_times(query))
        return occurrences_between(on_days_of(found.plan, query), first, last, limit, found.selection.page)

    def suggest(self, prefix: str, query: SearchQuery, limit: int = 10) -> list[Suggestion]:
        """Return concepts, places, organisations and listings with a word that begins so: three statements at most."""
        return suggestions(prefix, query, current_concepts(), current_places(), limit)

    def _table(self, concepts: Concepts) -> PhraseTable:
        return phrase_table(concepts, current_places())

    def _search_words(self, query: SearchQuery) -> _Found:
        concepts = current_concepts()
        return self._find(query, self._correct(query, concepts), concepts)

    def _find(self, query: SearchQuery, correction: Correction | None, concepts: Concepts) -> _Found:
        """Search what is meant, or what was typed where only that finds something."""
        if correction is None or not correction.is_sure:
            return _Found(query, *self._select(query, self._read(query, concepts)))
        meant = query.with_(q=correction.text, page=query.page)
        found = _Found(meant, *self._select(meant, self._read(meant, concepts)), correction)
        if found.selection.narrowed:
            return found
        typed = _Found(query, *self._select(query, self._read(query, concepts)))
        return typed if typed.selection.narrowed else found

    def _correct(self, query: SearchQuery, concepts: Concepts) -> Correction | None:
        """Return the correction of the words; the pool's are only asked where a word has no name."""
        if not query.q:
            return None
        names = named_words(concepts, current_places())
        return correct(query.q, query.text_language, (names, index_words.of_portal(query.portal, query.today)))

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
            if selection.narrowed or selection.is_hopeless or not plan.filters:
                break
        return plan, selection


def _demoted(reading: InterpretedQuery, filters: tuple[QueryPhrase, ...]) -> _Plan:
    """Return a plan that applies ``filters`` and in which the other filters only lift."""
    others = tuple(phrase for phrase in reading.filters if phrase not in filters)
    return _Plan(replace(reading, phrases=(*reading.phrases, *others)), filters)


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
