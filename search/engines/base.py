"""What every search engine does, and what it answers with. Pages and interfaces know no more of an engine than this."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from search.models import ListingDocument, Occurrence, Tombstone
from search.query import SearchQuery


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet: its code, how many documents it would give, and whether the query has it."""

    code: str
    count: int
    selected: bool = False


@dataclass(frozen=True)
class Interpretation:
    """What words of the query were taken for: ``words`` as typed, ``parameter`` and ``value`` as in an address.

    ``filters``: documents without it are left out. Otherwise it only lifts those that have it.
    """

    parameter: str
    value: str
    words: str
    filters: bool


@dataclass(frozen=True)
class Suggestion:
    """Something to search for or to open: ``kind`` is ``listing``, ``organisation`` or a vocabulary."""

    kind: str
    key: str
    """The UUID of a listing or an organisation, the code of a concept."""
    text: str
    language: str


@dataclass(frozen=True)
class Results:
    """The answer to one query.

    ``documents``: one page of them, in order; with ``distance_km`` (float or None) where the query has ``near``.
    ``next_occurrences``: by document id, the next time that fits the query's days and times; none = by agreement.
    ``unapplied``: words that were recognised as a filter but left nothing, so they only lift.
    """

    count: int
    documents: list[ListingDocument]
    facets: dict[str, list[FacetValue]] = field(default_factory=dict)
    interpreted: list[Interpretation] = field(default_factory=list)
    unapplied: list[Interpretation] = field(default_factory=list)
    did_you_mean: str | None = None
    next_occurrences: dict[UUID, Occurrence] = field(default_factory=dict)


@dataclass(frozen=True)
class DayTimes:
    """One day: the first times, soonest first, each with its ``listing``; ``total`` counts all that fit."""

    date: datetime.date
    occurrences: tuple[Occurrence, ...]
    total: int


class SearchEngine(Protocol):
    """A search engine over the read model."""

    name: str

    def apply(self, documents: Sequence[ListingDocument], tombstones: Sequence[Tombstone]) -> None:
        """Take over changed documents and forget removed ones. Idempotent; older sequences don't undo newer ones."""

    def search(self, query: SearchQuery) -> Results:
        """Answer a query with a number of statements that doesn't depend on the number of documents."""

    def count(self, query: SearchQuery) -> int:
        """Return how many documents ``search`` would find, without reading, counting by facet or spelling anything."""

    def occurrences(self, query: SearchQuery, first: datetime.date, last: datetime.date, limit: int) -> list[DayTimes]:
        """Return each day from ``first`` to ``last`` with at most ``limit`` times that fit, cancelled ones included."""

    def suggest(self, prefix: str, query: SearchQuery, limit: int = 10) -> list[Suggestion]:
        """Return what begins with the prefix, in the portal of the query, best first."""

    def rebuild(self) -> Any:
        """Build the index anew from the documents."""
