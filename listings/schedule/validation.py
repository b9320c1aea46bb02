"""Faults of a schedule, all at once, so that a form can show all of them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from listings.schedule.occurrences import DateWindow, rule_times
from listings.schedule.schedule import EARLIEST, LATEST, WEEKS_OF_MONTH, Schedule, ScheduleKind

MAX_SLOTS = 20
MAX_DATES = 400
MAX_EXCEPTIONS = 100
MAX_INTERVAL = 52
MAX_OVER_MIDNIGHT = timedelta(hours=8)
"""How long a time may last whose end is earlier in the day than its start; a longer one is a slip."""


class Fault(NamedTuple):
    """One fault. `field` is a field of Schedule, or a place in it such as `slots.0.end`."""

    field: str
    message: Promise


def faults(schedule: Schedule) -> list[Fault]:
    """Return every fault in the fields that the schedule's kind uses; an empty list means valid."""
    used = schedule.relevant()
    problems = [
        *_slot_faults(used),
        *_rule_faults(used),
        *_season_faults(used),
        *_date_faults(used),
        *_exception_faults(used),
    ]
    return problems or list(_emptiness_faults(used))


def _slot_faults(schedule: Schedule) -> Iterator[Fault]:
    if not schedule.kind.repeats:
        return
    if not schedule.slots:
        yield Fault("slots", _("Choose at least one weekday."))
    if len(schedule.slots) > MAX_SLOTS:
        yield Fault("slots", _("There are too many times."))
    starts: Counter[tuple[int, time | None]] = Counter()
    for place, slot in enumerate(schedule.slots):
        field = f"slots.{place}"
        if not slot.weekdays:
            yield Fault(f"{field}.weekdays", _("Choose at least one weekday."))
        if any(not 1 <= day <= 7 for day in slot.weekdays):
            yield Fault(f"{field}.weekdays", _("A weekday is a number from 1 (Monday) to 7 (Sunday)."))
        yield from _time_faults(field, slot.start, slot.end)
        starts.update((day, slot.start) for day in slot.weekdays)
        if any(starts[day, slot.start] > 1 for day in slot.weekdays):
            yield Fault(f"{field}.weekdays", _("The same weekday and starting time is there twice."))


def _time_faults(field: str, start: time | None, end: time | None) -> Iterator[Fault]:
    if start is None and end is not None:
        yield Fault(f"{field}.start", _("Give the starting time too, or no time at all for a whole day."))
    if start is not None and start == end:
        yield Fault(f"{field}.end", _("The end is the same as the start."))
    elif start is not None and end is not None and end < start and _over_midnight(start, end) > MAX_OVER_MIDNIGHT:
        yield Fault(f"{field}.end", _("The end is before the start. After midnight it can be at most 8 hours later."))


def _over_midnight(start: time, end: time) -> timedelta:
    first = date(2000, 1, 1)
    return datetime.combine(first + timedelta(days=1), end) - datetime.combine(first, start)


def _rule_faults(schedule: Schedule) -> Iterator[Fault]:
    if not 1 <= schedule.interval <= MAX_INTERVAL:
        yield Fault("interval", _("Give a number from 1 to 52."))
    if schedule.kind is not ScheduleKind.MONTHLY:
        return
    if not schedule.weeks_of_month:
        yield Fault("weeks_of_month", _("Choose which week of the month."))
    if any(week not in WEEKS_OF_MONTH for week in schedule.weeks_of_month):
        yield Fault("weeks_of_month", _("A week of the month is a number from 1 to 5, or -1 for the last."))
    if len(set(schedule.weeks_of_month)) < len(schedule.weeks_of_month):
        yield Fault("weeks_of_month", _("The same week of the month is there twice."))


def _season_faults(schedule: Schedule) -> Iterator[Fault]:
    start, end = schedule.season_start, schedule.season_end
    for field, day in (("season_start", start), ("season_end", end)):
        if day is not None:
            yield from _day_faults(field, day)
    if start is not None and end is not None and end < start:
        yield Fault("season_end", _("The last day is before the first day."))


def _date_faults(schedule: Schedule) -> Iterator[Fault]:
    if schedule.kind in (ScheduleKind.SINGLE, ScheduleKind.SERIES) and not schedule.dates:
        yield Fault("dates", _("Give at least one date."))
    if len(schedule.dates) > MAX_DATES:
        yield Fault("dates", _("There are too many dates."))
    seen: set[tuple[date, time | None]] = set()
    for place, dated in enumerate(schedule.dates):
        field = f"dates.{place}"
        yield from _day_faults(f"{field}.date", dated.date)
        yield from _time_faults(field, dated.start, dated.end)
        if (dated.date, dated.start) in seen:
            yield Fault(f"{field}.date", _("The same date and starting time is there twice."))
        seen.add((dated.date, dated.start))
    if len(schedule.cancelled_dates) > MAX_DATES:
        yield Fault("cancelled_dates", _("There are too many dates."))


def _exception_faults(schedule: Schedule) -> Iterator[Fault]:
    if len(schedule.exceptions) > MAX_EXCEPTIONS:
        yield Fault("exceptions", _("There are too many exceptions."))
    for place, exception in enumerate(schedule.exceptions):
        field = f"exceptions.{place}"
        yield from _day_faults(f"{field}.first", exception.first)
        yield from _day_faults(f"{field}.last", exception.last)
        if exception.last < exception.first:
            yield Fault(f"{field}.last", _("The last day is before the first day."))


def _day_faults(field: str, day: date) -> Iterator[Fault]:
    if not EARLIEST <= day <= LATEST:
        yield Fault(field, _("The year must be between 2000 and 2199."))


def _emptiness_faults(schedule: Schedule) -> Iterator[Fault]:
    """Yield a fault for a rule without any day in its season; to be called if there are no other faults."""
    if not schedule.kind.repeats or schedule.season_start is None or schedule.season_end is None or schedule.dates:
        return
    if next(rule_times(schedule, DateWindow(schedule.season_start, schedule.season_end)), None) is None:
        yield Fault("season_end", _("With these days nothing takes place between the first and the last day."))
