"""Expansion of a schedule into occurrences.

Rules are expanded in naive local time and get their time zone last, so that 17:30 stays 17:30 over both clock changes.
Two hours of the year follow RFC 5545 (3.3.5): a start in the hour that is skipped in spring is read with the offset
before the change (03:30 becomes 04:30 summer time); a start in the hour that occurs twice in autumn is the first one
(summer time).

Every n weeks counts ISO weeks from the week of the season's start, every n months counts from its month; without a
season's start they count from `ANCHOR`. An activity on Tuesdays every other week, with a season that begins on a
Wednesday, starts 13 days later.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from listings.schedule.holidays import is_public_holiday
from listings.schedule.schedule import EARLIEST, LAST_WEEK, LATEST, DatedTime, Schedule, ScheduleKind, Slot

HELSINKI = ZoneInfo("Europe/Helsinki")

ANCHOR = date(2018, 1, 1)
"""A Monday, in ISO week 1 and in January: where intervals count from without a season's start."""

_FIRST_LOOK = timedelta(days=92)
_FURTHER_LOOK = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class DateWindow:
    """Days from first to last, both included; empty if last is before first."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def narrowed(self, first: date | None, last: date | None) -> "DateWindow":
        return DateWindow(max(self.first, first or self.first), min(self.last, last or self.last))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which an activity takes place. `date` is the local day of its start.

    Both datetimes are aware, in Europe/Helsinki. `ends_at` is exclusive: None for an unknown end, the next midnight for
    a whole day.
    """

    date: date
    starts_at: datetime
    ends_at: datetime | None
    all_day: bool = False
    cancelled: bool = False

    @property
    def over_at(self) -> datetime:
        """The time at which it is over: its end, or the end of its day if no end is known."""
        return self.ends_at or at_wall_time(self.date + timedelta(days=1), time.min)


def expand(schedule: Schedule, window: DateWindow) -> list[Occurrence]:
    """Return the occurrences that start on a day of the window, ordered by start; each start once.

    Cancelled dates are included and flagged; exceptions and holidays are left out. A single date replaces the rule's
    occurrence with the same start. For an incomplete draft the result is what can be derived from it, never an error.
    """
    bounds = window.narrowed(EARLIEST, LATEST)
    times = {(dated.date, dated.start): dated for dated in rule_times(schedule, bounds)}
    times |= {(dated.date, dated.start): dated for dated in named_dates(schedule) if dated.date in bounds}
    occurrences: dict[tuple[datetime, bool], Occurrence] = {}
    for dated in times.values():
        occurrence = _occurrence(dated, cancelled=dated.date in schedule.cancelled_dates)
        occurrences.setdefault((occurrence.starts_at.astimezone(UTC), not occurrence.all_day), occurrence)
    return [occurrences[key] for key in sorted(occurrences)]


def upcoming(schedule: Schedule, now: datetime, limit: int) -> list[Occurrence]:
    """Return the next occurrences, including one under way and cancelled ones; `now` is aware."""
    occurrences: list[Occurrence] = []
    if limit > 0:
        for occurrence in _from(schedule, now):
            occurrences.append(occurrence)
            if len(occurrences) == limit:
                break
    return occurrences


def next_occurrence(schedule: Schedule, now: datetime) -> Occurrence | None:
    """Return the occurrence under way or the next one, leaving out cancelled ones; `now` is aware."""
    return next((occurrence for occurrence in _from(schedule, now) if not occurrence.cancelled), None)


def last_day(schedule: Schedule) -> date | None:
    """Return the day of the last occurrence, cancelled ones included; None for a schedule without an end.

    By agreement, or without any occurrence in the season, it is the season's end.
    """
    if schedule.kind.repeats and schedule.season_end is None:
        return None
    final = _final_occurrence_day(schedule)
    if final is not None:
        return final
    return schedule.season_end if schedule.kind not in (ScheduleKind.SINGLE, ScheduleKind.SERIES) else None


def over_at(schedule: Schedule) -> datetime | None:
    """Return the time from which the schedule is over, to be stored and compared with now; None without an end."""
    day = last_day(schedule)
    if day is None:
        return None
    day = min(day, LATEST)
    endings = [occurrence.over_at for occurrence in expand(schedule, DateWindow(day, day))]
    return max(endings, key=datetime.timestamp, default=at_wall_time(day + timedelta(days=1), time.min))


@lru_cache(maxsize=32768)
def at_wall_time(day: date, wall: time) -> datetime:
    """Return local wall time as an aware datetime that exists (for the two odd hours see the module)."""
    naive = datetime.combine(day, wall.replace(tzinfo=None, fold=0))
    return naive.replace(tzinfo=HELSINKI).astimezone(UTC).astimezone(HELSINKI)


def rule_times(schedule: Schedule, window: DateWindow) -> Iterator[DatedTime]:
    """Yield the times of the rule without exceptions and holidays, in no order."""
    for slot in distinct_slots(schedule):
        for day in rule_days(schedule, slot.weekdays, window):
            if not is_left_out(schedule, day):
                yield DatedTime(day, slot.start, slot.end)


def named_dates(schedule: Schedule) -> tuple[DatedTime, ...]:
    """Return the single dates; none by agreement."""
    return () if schedule.kind is ScheduleKind.BY_AGREEMENT else schedule.dates


def distinct_slots(schedule: Schedule) -> list[Slot]:
    """Return the slots of a repeating schedule; of equal weekday and start only the first, and no empty slots."""
    seen: set[tuple[int, time | None]] = set()
    slots = []
    for slot in schedule.slots if schedule.kind.repeats else ():
        weekdays = tuple(day for day in sorted(set(slot.weekdays)) if 1 <= day <= 7 and (day, slot.start) not in seen)
        seen.update((day, slot.start) for day in weekdays)
        if weekdays:
            slots.append(Slot(weekdays, slot.start, slot.end))
    return slots


def rule_days(schedule: Schedule, weekdays: tuple[int, ...], window: DateWindow) -> Iterator[date]:
    """Yield the days of the rule on these weekdays within season and window, in order.

    Exceptions and holidays are included.
    """
    bounds = window.narrowed(EARLIEST, LATEST).narrowed(schedule.season_start, schedule.season_end)
    if bounds.last < bounds.first:
        return
    days = _weekly_days if schedule.kind is ScheduleKind.WEEKLY else _monthly_days
    yield from (day for day in days(schedule, weekdays, bounds) if day in bounds)


def is_left_out(schedule: Schedule, day: date) -> bool:
    """Whether an exception or a holiday removes the day from the rule."""
    if any(day in exception for exception in schedule.exceptions):
        return True
    return schedule.skip_public_holidays and is_public_holiday(day)


def _weekly_days(schedule: Schedule, weekdays: tuple[int, ...], bounds: DateWindow) -> Iterator[date]:
    interval = max(schedule.interval, 1)
    monday = _monday_of(bounds.first)
    weeks_since = (monday - _monday_of(schedule.season_start or ANCHOR)).days // 7
    monday += timedelta(weeks=-weeks_since % interval)
    while monday <= bounds.last:
        yield from (monday + timedelta(days=weekday - 1) for weekday in weekdays)
        monday += timedelta(weeks=interval)


def _monthly_days(schedule: Schedule, weekdays: tuple[int, ...], bounds: DateWindow) -> Iterator[date]:
    interval = max(schedule.interval, 1)
    month = _month_number(bounds.first)
    month += (_month_number(schedule.season_start or ANCHOR) - month) % interval
    while month <= _month_number(bounds.last):
        first_of_month = date(month // 12, month % 12 + 1, 1)
        days = {_weekday_of_month(first_of_month, day, week) for day in weekdays for week in schedule.weeks_of_month}
        yield from sorted(day for day in days if day is not None)
        month += interval


def _weekday_of_month(first_of_month: date, weekday: int, week: int) -> date | None:
    """Return the n-th such weekday of a month, -1 for the last; None where a month has no fifth."""
    day = first_of_month + timedelta(days=(weekday - first_of_month.isoweekday()) % 7)
    in_month = [candidate for n in range(5) if (candidate := day + timedelta(weeks=n)).month == first_of_month.month]
    if week == LAST_WEEK:
        return in_month[-1]
    return in_month[week - 1] if 1 <= week <= len(in_month) else None


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.isoweekday() - 1)


def _occurrence(dated: DatedTime, *, cancelled: bool) -> Occurrence:
    if dated.start is None:
        next_midnight = at_wall_time(dated.date + timedelta(days=1), time.min)
        return Occurrence(dated.date, at_wall_time(dated.date, time.min), next_midnight, True, cancelled)
    starts_at = at_wall_time(dated.date, dated.start)
    return Occurrence(dated.date, starts_at, _end(dated.date, dated.start, dated.end, starts_at), False, cancelled)


def _end(day: date, start: time, end: time | None, starts_at: datetime) -> datetime | None:
    """Return the end by the clock; the start plus the length where the clock change moves the start past the end."""
    if end is None or end == start:
        return None
    end_day = day + timedelta(days=1) if end < start else day
    ends_at = at_wall_time(end_day, end)
    if ends_at.astimezone(UTC) > starts_at.astimezone(UTC):
        return ends_at
    length = datetime.combine(end_day, end) - datetime.combine(day, start)
    return (starts_at.astimezone(UTC) + length).astimezone(HELSINKI)


def _from(schedule: Schedule, now: datetime) -> Iterator[Occurrence]:
    """Yield occurrences that aren't over, looking three months ahead first, then in steps of two years.

    Starts a day early, for those that end after midnight.
    """
    first = max(now.astimezone(HELSINKI).date() - timedelta(days=1), EARLIEST)
    now = now.astimezone(UTC)  # in one zone, wall times would be compared, wrong when an hour occurs twice
    final = min(last_day(schedule) or LATEST, LATEST)
    look = _FIRST_LOOK
    while first <= final:
        last = min(first + look, LATEST)
        yield from (occurrence for occurrence in expand(schedule, DateWindow(first, last)) if occurrence.over_at > now)
        first, look = last + timedelta(days=1), _FURTHER_LOOK


def _final_occurrence_day(schedule: Schedule) -> date | None:
    """Return the day of the last occurrence. Without a season's start only the last four years are searched."""
    days = [dated.date for dated in named_dates(schedule)]
    if schedule.kind.repeats and schedule.season_end is not None:
        last = min(max(schedule.season_end, EARLIEST), LATEST)
        first = schedule.season_start or last - min(2 * _FURTHER_LOOK, last - EARLIEST)
        days += [dated.date for dated in rule_times(schedule, DateWindow(first, last))]
    return max(days, default=None)
