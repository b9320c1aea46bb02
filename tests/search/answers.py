"""Answers of an engine as plain values, so that those of two can be compared."""

from __future__ import annotations

import datetime
from typing import Any, Final

from search.engines.base import SearchEngine
from search.query import SearchQuery

_DAYS: Final = 7


def answer_of(engine: SearchEngine, query: SearchQuery) -> dict[str, Any]:
    """Return everything that a search says, as plain values."""
    results = engine.search(query)
    return {
        "count": results.count,
        "documents": [document.pk for document in results.documents],
        "facets": {
            name: [(value.code, value.count, value.selected) for value in values]
            for name, values in results.facets.items()
        },
        "interpreted": results.interpreted,
        "unapplied": results.unapplied,
        "did_you_mean": results.did_you_mean,
        "next": {key: occurrence.pk for key, occurrence in results.next_occurrences.items()},
    }


def all_answers_of(engine: SearchEngine, query: SearchQuery, limit: int = 2) -> dict[str, Any]:
    """Return the answers to all questions about a query."""
    last = query.today + datetime.timedelta(days=_DAYS - 1)
    return answer_of(engine, query) | {
        "counted": engine.count(query),
        "ids": engine.ids(query),
        "days": [
            (day.date, day.total, [occurrence.pk for occurrence in day.occurrences])
            for day in engine.occurrences(query, query.today, last, limit)
        ],
    }
