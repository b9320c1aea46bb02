"""Every time of a few days that fits a query, for a calendar: one statement, each time with its document.

A calendar shows what a list leaves out, times that were cancelled, so documents are found without the query's days and
times, and these are asked of the times themselves.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from search.engines.base import DayTimes
from search.engines.postgresql.filters import (
    distance_km,
    facet_conditions,
    fitting_occurrences,
    other_conditions,
    visible,
)
from search.query import SearchQuery

#: Documents that words may find for a calendar, the best; without words there is no such bound.
MOST_FOUND = 1_000


def without_times(query: SearchQuery) -> SearchQuery:
    """The query for its documents alone, best first."""
    return query.with_(
        weekday=(),
        date_from=None,
        date_to=None,
        time_from=None,
        time_to=None,
        sort="relevance",
        facets=False,
        page_size=MOST_FOUND,
    )


def occurrences_between(
    query: SearchQuery, first: datetime.date, last: datetime.date, limit: int, found: Collection[UUID] | None
) -> list[DayTimes]:
    """Return the days from ``first`` to ``last``, each with at most ``limit`` times that are not over; one statement.

    ``found``: the documents that the query's words find, or None where it has no words and its filters say it all.
    """
    times = fitting_occurrences(query, with_cancelled=True).filter(date__gte=first, date__lte=last)
    times = times.filter(listing__in=_documents(query) if found is None else found).order_by()
    soonest: list[Any] = [F("start_minute").asc(nulls_first=True), "listing_id", "pk"]
    rows = (
        times.annotate(
            place=Window(RowNumber(), partition_by=F("date"), order_by=soonest),
            total=Window(Count("pk"), partition_by=F("date")),
        )
        .filter(place__lte=limit)
        .select_related("listing")
        .defer("listing__vector")
        .order_by("date", "place")
    )
    by_day: dict[datetime.date, list[Any]] = {}
    for row in rows:
        by_day.setdefault(row.date, []).append(row)
    days = [first + datetime.timedelta(days=number) for number in range((last - first).days + 1)]
    return [DayTimes(day, tuple(by_day.get(day, [])), _total(by_day.get(day, []))) for day in days]


def _total(rows: list[Any]) -> int:
    """How many times a day has, as every row of it says."""
    return rows[0].total if rows else 0


def _documents(query: SearchQuery) -> QuerySet[Any, Any]:
    """Ids of what the query's filters leave, whenever it takes place."""
    asked = without_times(query)
    documents = visible(asked)
    if asked.near:
        documents = documents.annotate(distance=distance_km(asked.near))
    condition = Q()
    for one in facet_conditions(asked).values():
        condition &= one
    return documents.filter(condition & other_conditions(asked)).values("pk")
