"""From a schedule to the times when it takes place.

Rules are expanded on naive local time and get their zone last, so that 17:30 stays 17:30 over both clock changes. The
two odd hours follow RFC 5545 (3.3.5): a start inside the hour that spring skips is read with the offset before the
change (03:30 happens at 04:30 summer time), a start inside the hour that autumn doubles is its first passing (summer
time).

Every n weeks counts ISO weeks from the week of the season's start, every n months counts from its month; without a
season's start from `ANCHOR`. So an activity on Tuesdays every other week, with a season from a Wednesday, begins 13
days later.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
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
    """Days from first to last, both included; empty when last is before first."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def narrowed(self, first: date | None, last: date | None) -> "DateWindow":
        return DateWindow(max(self.first, first or self.first), min(self.last, last or self.last))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time. `date` is the local day of its start. Both datetimes are aware, in Europe/Helsinki; `ends_at` is
    exclusive: None when the end is unknown, the next midnight for a whole day."""

    date: date
    starts_at: datetime
    ends_at: datetime | None
    all_day: bool = False
    cancelled: bool = False

    @property
    def over_at(self) -> datetime:
        """When it is certainly over: its end, or the end of its day where no end is known."""
        return self.ends_at or at_wall_time(self.date + timedelta(days=1), time.min)


def expand(schedule: Schedule, window: DateWindow) -> list[Occurrence]:
    """Occurrences that start on a day of the window, in order of their start, each start once.

    A cancelled date is in the list, flagged; days of exceptions and holidays are not. A date written down replaces what
    the rule gives for the same start. A draft that is not valid yet gives what can be made of it, never an error.
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
    """The next times, the one under way included, cancelled ones flagged; `now` is aware."""
    occurrences: list[Occurrence] = []
    if limit > 0:
        for occurrence in _from(schedule, now):
            occurrences.append(occurrence)
            if len(occurrences) == limit:
                break
    return occurrences


def next_occurrence(schedule: Schedule, now: datetime) -> Occurrence | None:
    """The one under way, or else the next, that is not cancelled; `now` is aware."""
    return next((occurrence for occurrence in _from(schedule, now) if not occurrence.cancelled), None)


def last_day(schedule: Schedule) -> date | None:
    """The day after which nothing takes place any more: the last occurrence's, a cancelled one's too; None = open
    ended.

    By agreement, and where a season holds no occurrence at all, it is the season's end.
    """
    if schedule.kind.repeats and schedule.season_end is None:
        return None
    final = _final_occurrence_day(schedule)
    if final is not None:
        return final
    return schedule.season_end if schedule.kind not in (ScheduleKind.SINGLE, ScheduleKind.SERIES) else None


def over_at(schedule: Schedule) -> datetime | None:
    """The instant from which the schedule is over, to be stored and compared with now; None = open ended."""
    day = last_day(schedule)
    if day is None:
        return None
    day = min(day, LATEST)
    endings = [occurrence.over_at for occurrence in expand(schedule, DateWindow(day, day))]
    return max(endings, key=datetime.timestamp, default=at_wall_time(day + timedelta(days=1), time.min))


def at_wall_time(day: date, wall: time) -> datetime:
    """Local wall time as an aware datetime that exists (see the module's text for the two odd hours)."""
    naive = datetime.combine(day, wall.replace(tzinfo=None, fold=0))
    return naive.replace(tzinfo=HELSINKI).astimezone(UTC).astimezone(HELSINKI)


def rule_times(schedule: Schedule, window: DateWindow) -> Iterator[DatedTime]:
    """What the rule gives, exceptions and holidays taken out; not in order."""
    for slot in distinct_slots(schedule):
        for day in rule_days(schedule, slot.weekdays, window):
            if not is_left_out(schedule, day):
                yield DatedTime(day, slot.start, slot.end)


def named_dates(schedule: Schedule) -> tuple[DatedTime, ...]:
    """The dates that somebody wrote down; none by agreement."""
    return () if schedule.kind is ScheduleKind.BY_AGREEMENT else schedule.dates


def distinct_slots(schedule: Schedule) -> list[Slot]:
    """The slots of a repeating schedule with each weekday and start once (the first slot wins), without empty ones."""
    seen: set[tuple[int, time | None]] = set()
    slots = []
    for slot in schedule.slots if schedule.kind.repeats else ():
        weekdays = tuple(day for day in sorted(set(slot.weekdays)) if 1 <= day <= 7 and (day, slot.start) not in seen)
        seen.update((day, slot.start) for day in weekdays)
        if weekdays:
            slots.append(Slot(weekdays, slot.start, slot.end))
    return slots


def rule_days(schedule: Schedule, weekdays: tuple[int, ...], window: DateWindow) -> Iterator[date]:
    """Days of the rule on these weekdays within season and window, in order, exceptions and holidays still there."""
    bounds = window.narrowed(EARLIEST, LATEST).narrowed(schedule.season_start, schedule.season_end)
    if bounds.last < bounds.first:
        return
    days = _weekly_days if schedule.kind is ScheduleKind.WEEKLY else _monthly_days
    yield from (day for day in days(schedule, weekdays, bounds) if day in bounds)


def is_left_out(schedule: Schedule, day: date) -> bool:
    """Whether an exception or a holiday takes the day from the rule."""
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
    """The second Tuesday, or the last one (-1); None where a month has no fifth."""
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
    """The end on the clock; where spring's change has moved the start past it, the start plus the length by the
    clock."""
    if end is None or end == start:
        return None
    end_day = day + timedelta(days=1) if end < start else day
    ends_at = at_wall_time(end_day, end)
    if ends_at.astimezone(UTC) > starts_at.astimezone(UTC):
        return ends_at
    length = datetime.combine(end_day, end) - datetime.combine(day, start)
    return (starts_at.astimezone(UTC) + length).astimezone(HELSINKI)


def _from(schedule: Schedule, now: datetime) -> Iterator[Occurrence]:
    """Occurrences not over yet; looks a season ahead first, then further. Starts a day early for what ends after
    midnight."""
    first = max(now.astimezone(HELSINKI).date() - timedelta(days=1), EARLIEST)
    now = now.astimezone(UTC)  # datetimes of one zone compare by the wall, wrongly in the doubled hour
    final = min(last_day(schedule) or LATEST, LATEST)
    look = _FIRST_LOOK
    while first <= final:
        last = min(first + look, LATEST)
        yield from (occurrence for occurrence in expand(schedule, DateWindow(first, last)) if occurrence.over_at > now)
        first, look = last + timedelta(days=1), _FURTHER_LOOK


def _final_occurrence_day(schedule: Schedule) -> date | None:
    """The last one's day; of a rule without a start only the four years before its end are looked through."""
    days = [dated.date for dated in named_dates(schedule)]
    if schedule.kind.repeats and schedule.season_end is not None:
        last = min(max(schedule.season_end, EARLIEST), LATEST)
        first = schedule.season_start or last - min(2 * _FURTHER_LOOK, last - EARLIEST)
        days += [dated.date for dated in rule_times(schedule, DateWindow(first, last))]
    return max(days, default=None)
