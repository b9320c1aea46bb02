"""Recurrence sets, expanded by dateutil and icalendar, which share no code with our expansion."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from dateutil.rrule import rruleset, rrulestr
from hypothesis import given

from listings.schedule import DatedTime, DateRange, DateWindow, Schedule, ScheduleKind, Slot, expand
from listings.schedule.occurrences import HELSINKI
from listings.schedule.rfc5545 import RecurrenceSet, recurrence_sets
from tests.listings.calendar_lines import lines_of
from tests.listings.schedule_strategies import unhurried, valid_schedules

WINDOW = DateWindow(date(2024, 1, 1), date(2028, 12, 31))
TUESDAY = Slot((2,), time(17), time(19))


def times_of(recurrence_set: RecurrenceSet, window: DateWindow) -> set[datetime]:
    """Return the times that icalendar reads and dateutil expands, in UTC; whole days are expanded without a zone."""
    lines = ["BEGIN:VEVENT", "UID:1", *lines_of([recurrence_set]), "END:VEVENT"]
    event: Any = icalendar.Event.from_ical("\r\n".join(lines) + "\r\n")
    start = moment(event["DTSTART"].dt)
    rules = rruleset()
    rules.rdate(start)
    if "RRULE" in event:
        rules.rrule(rrulestr(event["RRULE"].to_ical().decode(), dtstart=start))  # type: ignore[arg-type]
    for name, add in (("EXDATE", rules.exdate), ("RDATE", rules.rdate)):
        for value in event[name].dts if name in event else ():
            add(moment(value.dt))
    first = datetime.combine(window.first, time.min, start.tzinfo)
    last = datetime.combine(window.last, time.max, start.tzinfo)
    return {occurrence.replace(tzinfo=HELSINKI).astimezone(UTC) for occurrence in rules.between(first, last, inc=True)}


def moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time.min)


def all_times_of(schedule: Schedule, since: date | None = None, window: DateWindow = WINDOW) -> list[datetime]:
    return sorted(
        start for recurrence_set in recurrence_sets(schedule, since=since) for start in times_of(recurrence_set, window)
    )


def expected(schedule: Schedule, window: DateWindow = WINDOW) -> list[datetime]:
    return [occurrence.starts_at.astimezone(UTC) for occurrence in expand(schedule, window) if not occurrence.cancelled]


def test_lines_of_a_weekly_season() -> None:
    schedule = Schedule(
        ScheduleKind.WEEKLY,
        (TUESDAY,),
        interval=2,
        season_start=date(2026, 9, 7),
        season_end=date(2026, 12, 15),
        exceptions=(DateRange(date(2026, 10, 5), date(2026, 10, 11)),),
        dates=(DatedTime(date(2026, 11, 28), time(17), time(19)),),
        cancelled_dates=frozenset({date(2026, 12, 1)}),
    )
    assert lines_of(recurrence_sets(schedule)) == [
        "DTSTART;TZID=Europe/Helsinki:20260908T170000",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=MO;UNTIL=20261215T215959Z",
        "EXDATE;TZID=Europe/Helsinki:20261006T170000,20261201T170000",
        "RDATE;TZID=Europe/Helsinki:20261128T170000",
    ]


def test_until_is_utc_by_the_seasons_own_offset() -> None:
    schedule = Schedule(ScheduleKind.WEEKLY, (TUESDAY,), season_end=date(2026, 6, 30))
    assert lines_of(recurrence_sets(schedule))[1].endswith("UNTIL=20260630T205959Z")


def test_lines_of_whole_days() -> None:
    schedule = Schedule(
        ScheduleKind.MONTHLY,
        (Slot((6,)),),
        weeks_of_month=(1, -1),
        season_start=date(2026, 1, 1),
        season_end=date(2026, 6, 30),
    )
    assert lines_of(recurrence_sets(schedule)) == [
        "DTSTART;VALUE=DATE:20260103",
        "RRULE:FREQ=MONTHLY;BYDAY=1SA,-1SA;UNTIL=20260630",
    ]


def test_each_time_of_day_is_a_set_of_its_own() -> None:
    schedule = Schedule(ScheduleKind.WEEKLY, (TUESDAY, Slot((4,), time(10), time(12))), season_start=date(2026, 9, 7))
    assert [(times.first, times.start, times.end) for times in recurrence_sets(schedule)] == [
        (date(2026, 9, 8), time(17), time(19)),
        (date(2026, 9, 10), time(10), time(12)),
    ]


def test_cancelled_days_can_be_kept_for_an_override() -> None:
    schedule = Schedule(
        ScheduleKind.WEEKLY, (TUESDAY,), season_start=date(2026, 9, 7), cancelled_dates=frozenset({date(2026, 9, 15)})
    )
    assert not any(line.startswith("EXDATE") for line in lines_of(recurrence_sets(schedule, keep_cancelled=True)))


def test_by_agreement_has_no_lines() -> None:
    assert recurrence_sets(Schedule(ScheduleKind.BY_AGREEMENT, season_end=date(2026, 12, 15))) == []


@pytest.mark.parametrize("change", [date(2025, 10, 26), date(2026, 3, 29), date(2026, 10, 25)])
def test_same_times_over_a_clock_change(change: date) -> None:
    schedule = Schedule(ScheduleKind.WEEKLY, (Slot((1, 7), time(17, 30), time(19)),), season_start=date(2025, 9, 1))
    window = DateWindow(change - timedelta(days=10), change + timedelta(days=10))
    assert all_times_of(schedule, window=window) == expected(schedule, window)


def test_a_later_beginning_keeps_the_rhythm() -> None:
    schedule = Schedule(ScheduleKind.WEEKLY, (TUESDAY,), interval=3, season_start=date(2025, 9, 1))
    window = DateWindow(date(2026, 9, 1), date(2027, 6, 1))
    assert all_times_of(schedule, date(2026, 9, 1), window) == expected(schedule, window)


@unhurried
@given(valid_schedules)
def test_other_libraries_find_the_same_times(schedule: Schedule) -> None:
    assert sorted(set(all_times_of(schedule))) == sorted(set(expected(schedule)))
