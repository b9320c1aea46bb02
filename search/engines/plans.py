"""What a query's words make an engine do: which of their filters apply, what is selected, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from search.engines.base import Interpretation
from search.expansion import InterpretedQuery, Meaning, QueryPhrase
from search.query import SearchQuery


@dataclass(frozen=True)
class Plan:
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
class Selection:
    """What an engine selects. ``page``: ids in order; ``narrowed``: how many documents pass the words' filters.

    ``codes``, ``weekdays``: documents by code and by weekday (Monday is 1), where the query has ``facets``.
    ``missing``: words that nothing has; with ``is_hopeless`` no others are left. ``near``: ids of what fits the words
    that are there, where these are not enough for hits; ``narrowed`` counts those then.
    """

    count: int
    narrowed: int
    page: list[UUID]
    codes: dict[str, int]
    weekdays: dict[int, int]
    missing: tuple[str, ...] = ()
    is_hopeless: bool = False
    near: tuple[UUID, ...] = ()


def plans_of(reading: InterpretedQuery) -> Iterator[Plan]:
    """Yield the plans in the order in which they are tried: all filters of the words, only the first, or none."""
    yield Plan(reading, reading.filters)
    if len(reading.filters) > 1:
        yield _demoted(reading, reading.filters[:1])
    if reading.filters:
        yield _demoted(reading, ())


def _demoted(reading: InterpretedQuery, filters: tuple[QueryPhrase, ...]) -> Plan:
    """Return a plan that applies ``filters`` and in which the other filters only lift."""
    others = tuple(phrase for phrase in reading.filters if phrase not in filters)
    return Plan(replace(reading, phrases=(*reading.phrases, *others)), filters)


def on_days_of(plan: Plan, query: SearchQuery) -> SearchQuery:
    """Return the query with the weekdays that its words name, unless the visitor has chosen some."""
    named = plan.narrowing.get("weekday")
    if not named or query.weekday:
        return query
    return query.with_(weekday=tuple(int(code.partition(":")[2]) for code in named))


def interpreted(query: SearchQuery, plan: Plan) -> list[Interpretation]:
    """Return the meanings of words, without filters that the visitor's own choice overrules."""
    filters = [one for one in _meanings_of(plan.filters, filters=True) if not query.chosen(one.parameter)]
    lifting = [phrase for phrase in plan.reading.phrases if phrase not in plan.reading.filters]
    return [*filters, *_meanings_of(lifting, filters=False)]


def unapplied(plan: Plan) -> list[Interpretation]:
    """Return the meanings of the words' filters that the plan doesn't apply."""
    return list(_meanings_of([phrase for phrase in plan.reading.filters if phrase not in plan.filters], filters=True))


def _meanings_of(phrases: Iterable[QueryPhrase], *, filters: bool) -> Iterator[Interpretation]:
    for phrase in phrases:
        for meaning in phrase.meanings:
            if filters or _is_sure(meaning, phrase.meanings):
                yield Interpretation(meaning.parameter, meaning.value, phrase.surface, filters)


def _is_sure(meaning: Meaning, among: Sequence[Meaning]) -> bool:
    """Return whether a meaning is worth telling: one of the best, and not a mere hint."""
    return meaning.weight >= 0.5 and meaning.weight >= 0.8 * max(other.weight for other in among)
