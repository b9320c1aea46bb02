"""A schedule as iCalendar's recurrence sets (RFC 5545).

One VEVENT has one length and one time of day. "Tuesdays 17–19 and Thursdays 10–12" are two of them, so a schedule
becomes a list of recurrence sets, one for each VEVENT. The writer of the calendar adds the VTIMEZONE of Europe/Helsinki
and UIDs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, time, timedelta

from listings.schedule.occurrences import (
    ANCHOR,
    DateWindow,
    at_wall_time,
    distinct_slots,
    is_left_out,
    named_dates,
    rule_days,
)
from listings.schedule.schedule import EARLIEST, LATEST, WEEKS_OF_MONTH, Schedule, ScheduleKind, Slot

HORIZON = timedelta(days=20 * 366)
"""How far an open-ended rule's left-out days are listed: EXDATE cannot say "on public holidays"."""

_WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class RecurrenceSet:
    """The times of one VEVENT. `rule` is the value of RRULE, or empty.

    `first` is the day of DTSTART, and also an occurrence of the rule. `left_out` (EXDATE) and `added` (RDATE) are days
    in order, at the same time of day. `cancelled` are cancelled days that are still part of the set.
    """

    first: date
    start: time | None
    end: time | None
    rule: str = ""
    left_out: tuple[date, ...] = ()
    added: tuple[date, ...] = ()
    cancelled: tuple[date, ...] = ()


def recurrence_sets(
    schedule: Schedule, *, since: date | None = None, keep_cancelled: bool = False
) -> list[RecurrenceSet]:
    """Return sets that together have the times from `since` on; by default from the season's start, or `ANCHOR`.

    Cancelled days are left out. With `keep_cancelled` they stay, for a writer that adds an override (RECURRENCE-ID,
    STATUS:CANCELLED) for each.
    """
    first = max(since or EARLIEST, EARLIEST)

    def is_kept(day: date) -> bool:
        return keep_cancelled or day not in schedule.cancelled_dates

    added: dict[tuple[time | None, time | None], list[date]] = defaultdict(list)
    ends = {}
    for dated in named_dates(schedule):
        ends[dated.date, dated.start] = dated.end
    for (day, start), end in sorted(ends.items(), key=lambda item: item[0][0]):
        if first <= day <= LATEST and is_kept(day):
            added[start, end].append(day)

    sets = []
    for slot in distinct_slots(schedule):
        single_days = {day for day, start in ends if start == slot.start}
        extra = added.pop((slot.start, slot.end), [])
        sets += _rule_set(schedule, slot, since, extra, single_days, is_kept)
    return sets + [_date_set(days, start, end, schedule) for (start, end), days in added.items() if days]


def _date_set(days: list[date], start: time | None, end: time | None, schedule: Schedule) -> RecurrenceSet:
    return RecurrenceSet(days[0], start, end, added=tuple(days[1:]), cancelled=_cancelled(days, schedule))


def _cancelled(days: Iterable[date], schedule: Schedule) -> tuple[date, ...]:
    return tuple(sorted(schedule.cancelled_dates.intersection(days)))


def _rule_set(
    schedule: Schedule,
    slot: Slot,
    since: date | None,
    extra: list[date],
    single_days: set[date],
    is_kept: Callable[[date], bool],
) -> list[RecurrenceSet]:
    """Return the set of one slot with its extra days; days in `single_days` are single dates, which replace the rule's.

    Extra days before the rule begins have a set of their own, since DTSTART is the first day of its set.
    """
    first = max(since or schedule.season_start or ANCHOR, EARLIEST)
    days = list(rule_days(schedule, slot.weekdays, DateWindow(first, min(first, LATEST - HORIZON) + HORIZON)))

    def stays(day: date) -> bool:
        return day in extra if day in single_days else is_kept(day) and not is_left_out(schedule, day)

    held = [day for day in days if stays(day)]
    before = [day for day in extra if not held or day < held[0]]
    sets = [_date_set(before, slot.start, slot.end, schedule)] if before else []
    if held:
        left_out = [day for day in days if day > held[0] and not stays(day)]
        added = [day for day in extra if day > held[0] and day not in days]
        sets.append(_ruled_set(schedule, slot, held, left_out, added))
    return sets


def _ruled_set(
    schedule: Schedule, slot: Slot, held: list[date], left_out: list[date], added: list[date]
) -> RecurrenceSet:
    """What a slot's rule gives: it begins on the first of the days that are held."""
    cancelled = _cancelled([*held, *added], schedule)
    rule = _rule(schedule, slot)
    return RecurrenceSet(held[0], slot.start, slot.end, rule, tuple(left_out), tuple(added), cancelled)


def _rule(schedule: Schedule, slot: Slot) -> str:
    codes = [_WEEKDAY_CODES[weekday - 1] for weekday in slot.weekdays]
    if schedule.kind is ScheduleKind.MONTHLY:
        codes = [f"{week}{code}" for week in schedule.weeks_of_month if week in WEEKS_OF_MONTH for code in codes]
    parts = ["FREQ=" + ("MONTHLY" if schedule.kind is ScheduleKind.MONTHLY else "WEEKLY")]
    if schedule.interval > 1:
        parts.append(f"INTERVAL={schedule.interval}")
    parts.append("BYDAY=" + ",".join(codes))
    if schedule.kind is ScheduleKind.WEEKLY:
        parts.append("WKST=MO")
    if schedule.season_end is not None:
        parts.append("UNTIL=" + _until(schedule.season_end, whole_days=slot.start is None))
    return ";".join(parts)


def _until(day: date, *, whole_days: bool) -> str:
    """Return a date for whole days, else the day's last second in UTC (RFC 5545, 3.3.10, where DTSTART has a TZID)."""
    if whole_days:
        return f"{day:%Y%m%d}"
    return f"{at_wall_time(day, _LAST_SECOND).astimezone(UTC):%Y%m%dT%H%M%SZ}"
