import json
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from listings.schedule import DateWindow, Schedule, expand, faults, last_day, next_occurrence, over_at
from listings.schedule.occurrences import HELSINKI, upcoming
from listings.schedule.rfc5545 import recurrence_sets
from listings.schedule.schedule import EARLIEST, LATEST
from listings.schedule.wording import describe
from listings.schedule.words import TABLES
from tests.listings.calendar_lines import lines_of
from tests.listings.schedule_strategies import (
    days,
    schedules,
    unhurried,
    valid_schedules,
    wild_days,
    wild_schedules,
    windows,
)

moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))


@unhurried
@given(valid_schedules, windows)
def test_rule_gives_only_its_weekdays(schedule: Schedule, window: DateWindow) -> None:
    weekdays = {weekday for slot in schedule.slots for weekday in slot.weekdays}
    dates = {dated.date for dated in schedule.dates}
    assert all(
        occurrence.date.isoweekday() in weekdays or occurrence.date in dates for occurrence in expand(schedule, window)
    )


@unhurried
@given(valid_schedules, windows)
def test_rule_stays_within_its_season(schedule: Schedule, window: DateWindow) -> None:
    dates = {dated.date for dated in schedule.dates}
    season = DateWindow(EARLIEST, LATEST).narrowed(schedule.season_start, schedule.season_end)
    assert all(occurrence.date in season or occurrence.date in dates for occurrence in expand(schedule, window))


@unhurried
@given(schedules(), windows)
def test_occurrences_are_in_order_and_each_start_once(schedule: Schedule, window: DateWindow) -> None:
    starts = [(occurrence.starts_at.astimezone(UTC), not occurrence.all_day) for occurrence in expand(schedule, window)]
    assert starts == sorted(set(starts))


@unhurried
@given(schedules(), windows, windows)
def test_a_window_is_a_part_of_a_larger_one(schedule: Schedule, window: DateWindow, other: DateWindow) -> None:
    larger = DateWindow(min(window.first, other.first), max(window.last, other.last))
    assert expand(schedule, window) == [
        occurrence for occurrence in expand(schedule, larger) if occurrence.date in window
    ]


@unhurried
@given(schedules(), windows)
def test_an_end_is_after_its_start(schedule: Schedule, window: DateWindow) -> None:
    assert all(
        occurrence.over_at.astimezone(UTC) > occurrence.starts_at.astimezone(UTC)
        for occurrence in expand(schedule, window)
    )


@unhurried
@given(schedules(), windows)
def test_only_cancelled_dates_are_flagged(schedule: Schedule, window: DateWindow) -> None:
    assert all(
        occurrence.cancelled == (occurrence.date in schedule.cancelled_dates) for occurrence in expand(schedule, window)
    )


@unhurried
@given(schedules())
def test_json_round_trip(schedule: Schedule) -> None:
    assert Schedule.from_json(json.loads(json.dumps(schedule.to_json()))) == schedule


@unhurried
@given(schedules())
def test_nothing_takes_place_after_the_last_day(schedule: Schedule) -> None:
    day = last_day(schedule)
    assert day is None or all(occurrence.date <= day for occurrence in expand(schedule, DateWindow(day, LATEST)))


@unhurried
@given(schedules(), moments)
def test_schedule_that_is_over_has_no_next_occurrence(schedule: Schedule, now: datetime) -> None:
    end = over_at(schedule)
    if end is not None and end <= now:
        assert next_occurrence(schedule, now) is None


@unhurried
@given(schedules(), moments)
def test_upcoming_is_the_beginning_of_what_is_not_over(schedule: Schedule, now: datetime) -> None:
    first = now.astimezone(HELSINKI).date()
    window = DateWindow(first.replace(year=first.year - 1, day=1), first.replace(year=first.year + 8, day=1))
    expected = [occurrence for occurrence in expand(schedule, window) if occurrence.over_at > now]
    assert upcoming(schedule, now, 3) == expected[:3]


@unhurried
@given(schedules(), st.sampled_from(sorted(TABLES)), st.none() | days)
def test_every_valid_schedule_has_words_without_a_hole(schedule: Schedule, language: str, today: date | None) -> None:
    text = describe(schedule, language, today=today)
    assert text.strip() == text
    assert text
    assert not set("{}") & set(text)


@unhurried
@given(wild_schedules, wild_days, wild_days, moments, st.sampled_from(sorted(TABLES)))
def test_invalid_schedule_gives_faults_and_no_error(
    schedule: Schedule, first: date, last: date, now: datetime, language: str
) -> None:
    expand(schedule, DateWindow(first, last))
    over_at(schedule)
    upcoming(schedule, now, 2)
    describe(schedule, language)
    lines_of(recurrence_sets(schedule, since=first))
    faults(schedule)
    assert Schedule.from_json(schedule.to_json()) == schedule
