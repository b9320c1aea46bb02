"""Schedules of activity pages, from a page, a form, or rows read in bulk."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from listings.schedule.schedule import DatedTime, DateRange, Schedule, ScheduleKind, Slot


def schedule_of(
    fields: Any, slots: Iterable[Any], dates: Iterable[Any], exceptions: Iterable[Any], cancelled: Collection[date] = ()
) -> Schedule:
    """Return the schedule of fields and rows.

    `fields` has the schedule's fields of an activity page by name; the rows have those of `ActivitySlot`,
    `ActivityDate` and `ActivityException`. Of a draft, rows without their day are left out, and without a kind nothing
    follows from it: it is by agreement.
    """
    return Schedule(
        kind=ScheduleKind(fields.schedule_kind or ScheduleKind.BY_AGREEMENT),
        slots=tuple(Slot(tuple(row.weekdays), row.start, row.end) for row in slots),
        interval=fields.schedule_interval or 1,
        weeks_of_month=tuple(fields.weeks_of_month),
        season_start=fields.season_start,
        season_end=fields.season_end,
        dates=tuple(DatedTime(row.date, row.start, row.end) for row in dates if row.date),
        exceptions=tuple(DateRange(row.first, row.last or row.first, row.reason) for row in exceptions if row.first),
        skip_public_holidays=fields.skip_public_holidays,
        cancelled_dates=frozenset(cancelled),
    )
