"""The engine over columns in the process (see ``search.engines.columns``)."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from uuid import UUID

import numpy as np

from search.engines.base import DayTimes, Results, Suggestion
from search.engines.columns.calendar import days_between, listings_of
from search.engines.columns.columns import Columns
from search.engines.columns.districts import districts_among
from search.engines.columns.explanation import Explanation, explain
from search.engines.columns.selection import select
from search.engines.columns.store import current_columns
from search.engines.columns.view import View
from search.engines.postgresql.calendar_times import without_times
from search.engines.postgresql.engine import PostgreSQLEngine, on_days_of
from search.engines.postgresql.selection import Selection
from search.expansion import InterpretedQuery
from search.query import SearchQuery


class ColumnsEngine:
    """Looks up the columns of now once for each question, and answers it from them."""

    name = "columns"

    def search(self, query: SearchQuery) -> Results:
        """Return results in one statement beside versions: that of the page's documents."""
        return _Reader(current_columns()).search(query)

    def explain(self, query: SearchQuery) -> tuple[Results, list[Explanation]]:
        """Return the results, and why each document of ``documents`` and ``near`` has its place."""
        return _Reader(current_columns()).explain(query)

    def count(self, query: SearchQuery) -> int:
        """Count without a statement beside versions."""
        return _Reader(current_columns()).count(query)

    def ids(self, query: SearchQuery) -> list[UUID]:
        """Select without a statement beside versions."""
        return _Reader(current_columns()).ids(query)

    def occurrences(self, query: SearchQuery, first: datetime.date, last: datetime.date, limit: int) -> list[DayTimes]:
        """Return days in one statement beside versions."""
        return _Reader(current_columns()).occurrences(query, first, last, limit)

    def suggest(self, prefix: str, query: SearchQuery, limit: int = 10) -> list[Suggestion]:
        """Return suggestions as the PostgreSQL engine does: titles are completed from their words in the database."""
        return PostgreSQLEngine().suggest(prefix, query, limit)


class _Reader(PostgreSQLEngine):
    """Reads words and shows a page as the PostgreSQL engine does, and selects in columns."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def _districts(self, query: SearchQuery, names: Collection[str]) -> set[str]:
        return districts_among(self._columns, query, names)

    def _browse(self, query: SearchQuery) -> Selection | None:
        return None

    def _selection(
        self, query: SearchQuery, reading: InterpretedQuery, narrowing: Mapping[str, list[str]]
    ) -> Selection:
        return select(self._columns, query, reading, narrowing)

    def explain(self, query: SearchQuery) -> tuple[Results, list[Explanation]]:
        results, found = self.search(query), self._search_words(query)
        ids = [document.pk for document in (*results.documents, *results.near)]
        return results, explain(View(self._columns, found.query), found.plan.reading, ids)

    def occurrences(self, query: SearchQuery, first: datetime.date, last: datetime.date, limit: int) -> list[DayTimes]:
        untimed = without_times(query)
        if not query.q:
            return days_between(self._columns, query, first, last, limit, listings_of(self._columns, untimed))
        found = self._search_words(untimed)
        listings = np.zeros(len(self._columns.alive), np.bool_)
        listings[self._columns.facts.among(found.selection.page)] = True
        listings &= self._columns.alive
        return days_between(self._columns, on_days_of(found.plan, query), first, last, limit, listings)
