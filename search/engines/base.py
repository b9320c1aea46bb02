"""The interface of a search engine: its protocol and its results. Faces use nothing else of an engine."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from search.models import ListingDocument, Occurrence
from search.query import SearchQuery
from search.spelling import Correction


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet: its code, the number of documents that have it, and whether the query has chosen it."""

    code: str
    count: int
    selected: bool = False


@dataclass(frozen=True)
class Interpretation:
    """The meaning of some words of the query: ``words`` as typed, ``parameter`` and ``value`` as in an address.

    ``filters``: documents without the value are left out. Otherwise documents that have it only rank higher.
    """

    parameter: str
    value: str
    words: str
    filters: bool


@dataclass(frozen=True)
class Suggestion:
    """One completion of what is being typed.

    ``kind``: ``listing``, ``organisation``, ``municipality``, ``area`` or a vocabulary. ``key``: the UUID of a listing
    or an organisation, the code of a concept or a place. ``text`` is in ``language``. ``note`` tells it from others of
    the same name: a listing's organiser, an organisation's municipality (its code).
    """

    kind: str
    key: str
    text: str
    language: str
    note: str = ""


@dataclass(frozen=True)
class Results:
    """The results of one query.

    ``count``: documents on all pages. ``documents``: one page of them, in order; with ``distance_km`` (kilometres or
    None) where the query has ``near``. ``next_occurrences``: by document id, the next occurrence that fits the query's
    days and times; a document whose times are by agreement has none. ``unapplied``: filters that words named and that
    no document would have passed, so they only rank. ``corrected``: the query that was searched instead of the one that
    was typed, whose words are misspelled; ``interpreted`` and ``unapplied`` have words of that one then.
    ``did_you_mean``: a corrected query that was not searched, because no dictionary tells whether it is needed.
    ``missing``: words, as typed or as corrected, that nothing has that the portal shows. ``near``: where these prevail,
    there are no hits; at most ten documents that fit the other words then stand here, best first, if the order is by
    relevance and the page is the first. Nothing counts them.
    """

    count: int
    documents: list[ListingDocument]
    facets: dict[str, list[FacetValue]] = field(default_factory=dict)
    interpreted: list[Interpretation] = field(default_factory=list)
    unapplied: list[Interpretation] = field(default_factory=list)
    corrected: Correction | None = None
    did_you_mean: str | None = None
    next_occurrences: dict[UUID, Occurrence] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    near: list[ListingDocument] = field(default_factory=list)


@dataclass(frozen=True)
class DayTimes:
    """One day of a calendar: its first occurrences, soonest first, each with its ``listing``; ``total`` counts all."""

    date: datetime.date
    occurrences: tuple[Occurrence, ...]
    total: int


class SearchEngine(Protocol):
    """A search engine over the read model."""

    name: str

    def search(self, query: SearchQuery) -> Results:
        """Return a query's results; the number of statements does not depend on the number of documents."""

    def count(self, query: SearchQuery) -> int:
        """Return the ``count`` that ``search`` would give, without documents, facets or spelling."""

    def ids(self, query: SearchQuery) -> list[UUID]:
        """Return the ids of all documents that ``search`` finds, on all pages; in order, which no moment changes."""

    def occurrences(self, query: SearchQuery, first: datetime.date, last: datetime.date, limit: int) -> list[DayTimes]:
        """Return every day from ``first`` to ``last`` with at most ``limit`` occurrences, cancelled ones included."""

    def districts(self, query: SearchQuery, names: Collection[str]) -> set[str]:
        """Return the names that are parts of towns in which the query's portal shows something.

        They are written as listings write them, also where the given name lacks dots and accents.
        """

    def suggest(self, prefix: str, query: SearchQuery, limit: int = 10) -> list[Suggestion]:
        """Return completions of ``prefix`` that the query's portal shows, best first, in the query's language.

        The number of statements and of documents read does not depend on the number of documents.
        """
