"""Occurrences of a few days for a calendar, each with its document, in one statement.

A calendar also shows cancelled times, which a list leaves out. So documents are selected without the query's days and
times; the occurrences are filtered by them afterwards.
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

#: The most documents that words select for a calendar, the best first. Without words there is no limit.
MOST_FOUND = 1_000


def without_times(query: SearchQuery) -> SearchQuery:
    """Return the query without days, times and facets, for its documents alone, best first."""
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
    query: SearchQuery, first: datetime.date, last: datetime.date, limit: int, listing_ids: Collection[UUID] | None
) -> list[DayTimes]:
    """Return the days from ``first`` to ``last``, each with at most ``limit`` times that are not over; one statement.

    ``listing_ids``: the documents that the query's words select, or None for a query without words.
    """
    times = fitting_occurrences(query, with_cancelled=True).filter(date__gte=first, date__lte=last)
    times = times.filter(listing__in=_documents(query) if listing_ids is None else listing_ids).order_by()
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
    """Return the number of occurrences of a day, which every row of it has."""
    return rows[0].total if rows else 0


def _documents(query: SearchQuery) -> QuerySet[Any, Any]:
    """Return the ids of documents that pass the query's filters except days and times."""
    untimed = without_times(query)
    documents = visible(untimed)
    if untimed.near:
        documents = documents.annotate(distance=distance_km(untimed.near))
    condition = Q()
    for facet_condition in facet_conditions(untimed).values():
        condition &= facet_condition
    return documents.filter(condition & other_conditions(untimed)).values("pk")
