"""Occurrences of a few days for a calendar. A calendar also shows cancelled times, which a list leaves out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from search.engines.base import DayTimes
from search.engines.columns.columns import Columns
from search.engines.columns.facets import passing
from search.engines.columns.filters import facet_masks, other_mask
from search.engines.columns.units import Mask, day_number, moment_of
from search.engines.columns.view import View
from search.engines.occurrences import fitting_occurrences
from search.models import Occurrence
from search.query import SearchQuery

#: The most listings that words select for a calendar, the best first. Without words there is no limit.
MOST_FOUND: Final = 1_000


def without_times(query: SearchQuery) -> SearchQuery:
    """Return the query without days, times and facets, for its listings alone, best first."""
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


def listings_among(columns: Columns, ids: Sequence[UUID]) -> Mask:
    """Return the listings with these ids."""
    listings = np.zeros(len(columns.alive), np.bool_)
    listings[columns.facts.among(ids)] = True
    return listings & columns.alive


def listings_of(columns: Columns, untimed: SearchQuery) -> Mask:
    """Return the listings that pass the filters of a query without days and times."""
    view = View(columns, untimed)
    return passing(view.shown, facet_masks(view) | {"other": other_mask(view)})


def days_between(
    columns: Columns, query: SearchQuery, first: datetime.date, last: datetime.date, limit: int, listings: Mask
) -> list[DayTimes]:
    """Return the days from ``first`` to ``last``, each with at most ``limit`` times; one statement."""
    times = columns.times
    fits = times.fitting(query, with_cancelled=True)
    fits &= (times.day >= day_number(first)) & (times.day <= day_number(last)) & np.repeat(listings, times.counts)
    if query.weekday:
        fits &= np.isin(times.weekdays, query.weekday)
    chosen = np.flatnonzero(fits)
    owners = times.owners[chosen]
    facts = columns.facts
    soonest = np.lexsort((chosen, facts.id_low[owners], facts.id_high[owners], times.begins[chosen], times.day[chosen]))
    chosen, owners = chosen[soonest], owners[soonest]
    totals = dict(zip(*(part.tolist() for part in np.unique(times.day[chosen], return_counts=True)), strict=True))
    shown = _places_of_day(times.day[chosen]) < limit
    read = _read(query, columns, chosen[shown], owners[shown])
    days = [first + datetime.timedelta(days=number) for number in range((last - first).days + 1)]
    return [DayTimes(day, tuple(read.get(day, [])[:limit]), totals.get(day_number(day), 0)) for day in days]


def _places_of_day(days: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return the place of each time on its day, from 0; ``days`` are sorted."""
    places = np.arange(len(days))
    return places - np.searchsorted(days, days)


def _read(
    query: SearchQuery, columns: Columns, chosen: NDArray[np.int64], owners: NDArray[np.int64]
) -> dict[datetime.date, list[Any]]:
    """Return the chosen times with their documents, by day and in the order of a calendar."""
    if not len(chosen):
        return {}
    wanted = _pairs(columns, chosen, owners)
    rows = (
        fitting_occurrences(query, with_cancelled=True)
        .filter(listing__in={key for key, _start in wanted}, starts_at__in={start for _key, start in wanted})
        .select_related("listing")
        .order_by()
    )
    pairs = set(wanted)
    found: list[Occurrence] = [row for row in rows if (row.listing_id, row.starts_at) in pairs]
    by_day: dict[datetime.date, list[Any]] = {}
    for row in sorted(found, key=_place_in_day):
        by_day.setdefault(row.date, []).append(row)
    return by_day


def _pairs(columns: Columns, chosen: NDArray[np.int64], owners: NDArray[np.int64]) -> Sequence[tuple[Any, Any]]:
    starts = [moment_of(second) for second in columns.times.starts[chosen].tolist()]
    return list(zip(columns.facts.ids_of(owners), starts, strict=True))


def _place_in_day(row: Occurrence) -> tuple[int, int, int]:
    return -1 if row.start_minute is None else row.start_minute, row.listing_id.int, row.pk
