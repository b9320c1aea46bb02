"""The engine over columns in the process (see ``search.engines.columns``)."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from listings.concepts import current_concepts
from search.engines.base import DayTimes, Results, Suggestion
from search.engines.columns.calendar import days_between, listings_among, listings_of, without_times
from search.engines.columns.columns import Columns
from search.engines.columns.completion import listings_beginning
from search.engines.columns.districts import districts_among
from search.engines.columns.explanation import Explanation, explain
from search.engines.columns.selection import select
from search.engines.columns.store import current_columns
from search.engines.columns.view import View
from search.engines.plans import Selection, on_days_of
from search.engines.reading import find
from search.engines.results import results_of
from search.engines.suggesting import suggestions
from search.expansion import InterpretedQuery
from search.places import current_places
from search.query import SearchQuery

#: A page that holds every document.
_ALL: Final = 1_000_000_000


@dataclass(frozen=True)
class _Selector:
    """Selects in the columns that there were when a question was asked."""

    columns: Columns

    def districts(self, query: SearchQuery, names: Collection[str]) -> set[str]:
        return districts_among(self.columns, query, names)

    def select(self, query: SearchQuery, reading: InterpretedQuery, narrowing: Mapping[str, list[str]]) -> Selection:
        return select(self.columns, query, reading, narrowing)


class ColumnsEngine:
    """Looks up the columns of now once for each question, and answers it from them.

    Beside what is said here, words take what ``search.engines.reading.find`` says.
    """

    name = "columns"

    def search(self, query: SearchQuery) -> Results:
        """Return results in one statement beside versions: that of the page's documents."""
        return results_of(find(query, _Selector(current_columns())))

    def explain(self, query: SearchQuery) -> tuple[Results, list[Explanation]]:
        """Return the results, and why each document of ``documents`` and ``near`` has its place."""
        columns = current_columns()
        found = find(query, _Selector(columns))
        results = results_of(found)
        ids = [document.pk for document in (*results.documents, *results.near)]
        return results, explain(View(columns, found.query), found.plan.reading, ids)

    def count(self, query: SearchQuery) -> int:
        """Count without a statement beside versions."""
        counted = query.with_(facets=False, page_size=1)
        return find(counted, _Selector(current_columns())).selection.count

    def ids(self, query: SearchQuery) -> list[UUID]:
        """Select without a statement beside versions; a list of 50,000 ids takes about 5 MB."""
        everything = query.with_(facets=False, page_size=_ALL, sort="modified")
        return sorted(find(everything, _Selector(current_columns())).selection.page)

    def occurrences(self, query: SearchQuery, first: datetime.date, last: datetime.date, limit: int) -> list[DayTimes]:
        """Return days in one statement beside versions."""
        columns, untimed = current_columns(), without_times(query)
        if not query.q:
            return days_between(columns, query, first, last, limit, listings_of(columns, untimed))
        found = find(untimed, _Selector(columns))
        listings = listings_among(columns, found.selection.page)
        return days_between(columns, on_days_of(found.plan, query), first, last, limit, listings)

    def districts(self, query: SearchQuery, names: Collection[str]) -> set[str]:
        """Look the names up without a statement beside versions."""
        return districts_among(current_columns(), query, names)

    def suggest(self, prefix: str, query: SearchQuery, limit: int = 10) -> list[Suggestion]:
        """Return concepts, places, organisations and listings with a word that begins so: three statements at most."""
        return suggestions(prefix, query, current_concepts(), current_places(), limit, self._completed)

    def _completed(self, text: str, query: SearchQuery, count: int) -> list[UUID]:
        return listings_beginning(current_columns(), query, text, count)
