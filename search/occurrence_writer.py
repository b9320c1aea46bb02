"""Writer of occurrences: the times of listings in a window of days around today. Only the indexer calls it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection

from listings.schedule import occurrences
from listings.schedule.occurrences import DateWindow, expand
from listings.schedule.schedule import Schedule
from search.models import Occurrence

#: Days before and after today for which occurrences are stored: one back, so that all of today's are there.
DAYS_BACK: Final = 1
DAYS_AHEAD: Final = 400


class OccurrenceRow(NamedTuple):
    """One row of ``Occurrence``, with its columns in this order."""

    listing_id: UUID
    date: datetime.date
    weekday: int
    starts_at: datetime.datetime
    ends_at: datetime.datetime | None
    start_minute: int | None
    end_minute: int | None
    cancelled: bool


def window_around(today: datetime.date) -> DateWindow:
    """Return the days for which occurrences are stored on this day."""
    return DateWindow(today - datetime.timedelta(days=DAYS_BACK), today + datetime.timedelta(days=DAYS_AHEAD))


def lay_out_occurrences(schedules: Mapping[UUID, dict[str, Any]], window: DateWindow) -> None:
    """Replace the occurrences of these listings by those in a window."""
    if schedules:
        Occurrence.objects.filter(listing_id__in=schedules).delete()
        _copy(occurrence_rows(schedules, window))


def _copy(rows: Iterable[OccurrenceRow]) -> None:
    """Write occurrences with ``COPY``: a listing has dozens, and it takes a third of the time of INSERT."""
    columns = ", ".join(OccurrenceRow._fields)
    with connection.cursor() as cursor, cursor.copy(f"COPY {Occurrence._meta.db_table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def occurrence_rows(schedules: Mapping[UUID, dict[str, Any]], window: DateWindow) -> Iterator[OccurrenceRow]:
    """Yield the occurrences of listings in a window. ``schedules``: as JSON, by listing."""
    for listing_id, data in schedules.items():
        for time in expand(Schedule.from_json(data), window):
            yield _row(listing_id, time)


def _row(listing_id: UUID, time: occurrences.Occurrence) -> OccurrenceRow:
    starts_at, ends_at = time.starts_at, time.ends_at
    return OccurrenceRow(
        listing_id,
        time.date,
        time.date.isoweekday(),
        starts_at,
        ends_at,
        None if time.all_day else starts_at.hour * 60 + starts_at.minute,
        None if time.all_day or ends_at is None else ends_at.hour * 60 + ends_at.minute,
        time.cancelled,
    )
