"""Occurrences around Finland's clock changes: 3 to 4 in spring, 4 to 3 in autumn."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from listings.schedule import DatedTime, DateWindow, Occurrence, Schedule, ScheduleKind, Slot, expand

CHANGES = [date(2025, 10, 26), date(2026, 3, 29), date(2026, 10, 25)]


def once(day: date, start: time | None, end: time | None = None) -> Occurrence:
    (occurrence,) = expand(Schedule(ScheduleKind.SINGLE, dates=(DatedTime(day, start, end),)), DateWindow(day, day))
    return occurrence


@pytest.mark.parametrize("change", CHANGES)
def test_start_keeps_its_wall_time_over_a_clock_change(change: date) -> None:
    schedule = Schedule(ScheduleKind.WEEKLY, (Slot((1, 2, 3, 4, 5, 6, 7), time(17, 30), time(19)),))
    occurrences = expand(schedule, DateWindow(change - timedelta(days=3), change + timedelta(days=3)))
    assert {
        (occurrence.starts_at.time(), occurrence.ends_at.time()) for occurrence in occurrences if occurrence.ends_at
    } == {(time(17, 30), time(19))}


@pytest.mark.parametrize("change", CHANGES)
def test_offset_changes_on_the_day_of_the_change(change: date) -> None:
    before, after = once(change - timedelta(days=1), time(17, 30)), once(change, time(17, 30))
    assert before.starts_at.utcoffset() != after.starts_at.utcoffset()


@pytest.mark.parametrize(("change", "hours"), [(CHANGES[0], 25), (CHANGES[1], 23), (CHANGES[2], 25)])
def test_whole_day_is_as_long_as_the_day(change: date, hours: int) -> None:
    occurrence = once(change, None)
    assert occurrence.ends_at is not None
    assert occurrence.ends_at.astimezone(UTC) - occurrence.starts_at.astimezone(UTC) == timedelta(hours=hours)


def test_start_in_the_skipped_hour_is_an_hour_later_by_the_clock() -> None:
    occurrence = once(date(2026, 3, 29), time(3, 30))
    assert occurrence.starts_at.astimezone(UTC) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert occurrence.starts_at.time() == time(4, 30)


def test_end_that_the_skipped_hour_overtakes_keeps_the_length() -> None:
    occurrence = once(date(2026, 3, 29), time(3, 30), time(4))
    assert occurrence.ends_at == datetime(2026, 3, 29, 2, 0, tzinfo=UTC)


def test_start_in_the_doubled_hour_is_its_first_passing() -> None:
    occurrence = once(date(2026, 10, 25), time(3, 30))
    assert occurrence.starts_at.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_night_over_the_autumn_change_is_an_hour_longer() -> None:
    occurrence = once(date(2026, 10, 24), time(22), time(6))
    assert occurrence.ends_at is not None
    assert occurrence.ends_at.astimezone(UTC) - occurrence.starts_at.astimezone(UTC) == timedelta(hours=9)
