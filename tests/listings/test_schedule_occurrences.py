from datetime import UTC, date, datetime, time

import pytest

from listings.schedule import (
    DatedTime,
    DateRange,
    DateWindow,
    Schedule,
    ScheduleKind,
    Slot,
    expand,
    last_day,
    next_occurrence,
    over_at,
    upcoming,
)
from listings.schedule.occurrences import HELSINKI

AUTUMN = DateWindow(date(2026, 9, 1), date(2026, 12, 31))
TUESDAY = Slot((2,), time(17), time(19))


def weekly(*slots: Slot, **fields: object) -> Schedule:
    return Schedule(ScheduleKind.WEEKLY, slots or (TUESDAY,), **fields)  # type: ignore[arg-type]


def monthly(*weeks: int, **fields: object) -> Schedule:
    return Schedule(ScheduleKind.MONTHLY, (TUESDAY,), weeks_of_month=weeks, **fields)  # type: ignore[arg-type]


def dates_of(schedule: Schedule, window: DateWindow = AUTUMN) -> list[str]:
    return [occurrence.date.strftime("%d.%m.") for occurrence in expand(schedule, window)]


def helsinki(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=HELSINKI)  # type: ignore[arg-type,misc]


def test_weekly_within_its_season() -> None:
    schedule = weekly(season_start=date(2026, 9, 9), season_end=date(2026, 9, 29))
    assert dates_of(schedule) == ["15.09.", "22.09.", "29.09."]


def test_weekly_with_several_slots_in_order_of_time() -> None:
    schedule = weekly(TUESDAY, Slot((2, 4), time(10), time(12)))
    occurrences = expand(schedule, DateWindow(date(2026, 9, 7), date(2026, 9, 13)))
    assert [(occurrence.date.day, occurrence.starts_at.hour) for occurrence in occurrences] == [
        (8, 10),
        (8, 17),
        (10, 10),
    ]


def test_every_other_week_counts_from_the_seasons_week() -> None:
    schedule = weekly(interval=2, season_start=date(2026, 9, 7), season_end=date(2026, 10, 12))
    assert dates_of(schedule) == ["08.09.", "22.09.", "06.10."]


def test_every_other_week_skips_the_rest_of_a_seasons_first_week() -> None:
    schedule = weekly(interval=2, season_start=date(2026, 9, 9), season_end=date(2026, 10, 12))
    assert dates_of(schedule) == ["22.09.", "06.10."]


def test_every_third_week_over_new_year() -> None:
    schedule = weekly(interval=3, season_start=date(2026, 12, 1))
    window = DateWindow(date(2026, 12, 1), date(2027, 2, 10))
    assert dates_of(schedule, window) == ["01.12.", "22.12.", "12.01.", "02.02."]


def test_interval_without_a_season_counts_from_the_anchor() -> None:
    schedule = weekly(interval=2)
    assert dates_of(schedule, DateWindow(date(2018, 1, 1), date(2018, 1, 31))) == ["02.01.", "16.01.", "30.01."]


def test_monthly_rule_gives_that_weekday_of_each_month() -> None:
    assert dates_of(monthly(2)) == ["08.09.", "13.10.", "10.11.", "08.12."]


def test_monthly_last_and_fifth_are_one_where_they_meet() -> None:
    assert dates_of(monthly(5, -1)) == ["29.09.", "27.10.", "24.11.", "29.12."]


def test_monthly_fifth_only_where_there_is_one() -> None:
    assert dates_of(monthly(5)) == ["29.09.", "29.12."]


def test_every_other_month_counts_from_the_seasons_month() -> None:
    assert dates_of(monthly(1, interval=2, season_start=date(2026, 9, 20))) == ["03.11."]


def test_single_schedule_has_one_occurrence_at_its_local_time() -> None:
    schedule = Schedule(ScheduleKind.SINGLE, dates=(DatedTime(date(2026, 11, 24), time(9), time(12, 30)),))
    (occurrence,) = expand(schedule, AUTUMN)
    assert (occurrence.starts_at, occurrence.ends_at) == (helsinki(2026, 11, 24, 9), helsinki(2026, 11, 24, 12, 30))


def test_series_comes_in_order_of_its_dates() -> None:
    dates = (DatedTime(date(2026, 11, 28)), DatedTime(date(2026, 10, 3)))
    assert dates_of(Schedule(ScheduleKind.SERIES, dates=dates)) == ["03.10.", "28.11."]


def test_by_agreement_has_no_occurrences() -> None:
    leftover = Schedule(ScheduleKind.BY_AGREEMENT, (TUESDAY,), dates=(DatedTime(date(2026, 11, 24)),))
    assert expand(leftover, AUTUMN) == []


def test_single_event_ignores_slots_left_over_from_another_kind() -> None:
    schedule = Schedule(ScheduleKind.SINGLE, (TUESDAY,), dates=(DatedTime(date(2026, 11, 26)),))
    assert dates_of(schedule) == ["26.11."]


def test_extra_date_joins_the_rule_outside_its_season_too() -> None:
    extra = DatedTime(date(2026, 9, 19), time(11), time(15))
    schedule = weekly(season_start=date(2026, 9, 1), season_end=date(2026, 9, 15), dates=(extra,))
    assert dates_of(schedule) == ["01.09.", "08.09.", "15.09.", "19.09."]


def test_extra_date_replaces_the_rules_time_with_the_same_start() -> None:
    schedule = weekly(dates=(DatedTime(date(2026, 9, 8), time(17), time(21)),))
    (occurrence,) = expand(schedule, DateWindow(date(2026, 9, 8), date(2026, 9, 8)))
    assert occurrence.ends_at == helsinki(2026, 9, 8, 21)


def test_exception_is_left_out() -> None:
    holiday_week = DateRange(date(2026, 10, 12), date(2026, 10, 18), "syysloma")
    schedule = weekly(season_start=date(2026, 10, 6), season_end=date(2026, 10, 20), exceptions=(holiday_week,))
    assert dates_of(schedule) == ["06.10.", "20.10."]


def test_public_holiday_is_left_out_when_the_schedule_says_so() -> None:
    schedule = weekly(Slot((5,), time(10)), season_start=date(2026, 12, 14), skip_public_holidays=True)
    assert dates_of(schedule) == ["18.12."]


def test_single_date_on_a_holiday_is_kept() -> None:
    party = DatedTime(date(2026, 12, 6), time(12))
    schedule = Schedule(ScheduleKind.SINGLE, dates=(party,), skip_public_holidays=True)
    assert dates_of(schedule) == ["06.12."]


def test_cancelled_date_stays_flagged() -> None:
    schedule = weekly(season_end=date(2026, 9, 8), cancelled_dates=frozenset({date(2026, 9, 1)}))
    assert [occurrence.cancelled for occurrence in expand(schedule, AUTUMN)] == [True, False]


def test_cancelled_date_that_is_no_occurrence_is_ignored() -> None:
    schedule = weekly(season_end=date(2026, 9, 8), cancelled_dates=frozenset({date(2026, 9, 2)}))
    assert dates_of(schedule) == ["01.09.", "08.09."]


def test_end_before_start_is_after_midnight() -> None:
    schedule = Schedule(ScheduleKind.SINGLE, dates=(DatedTime(date(2026, 11, 27), time(21), time(1)),))
    assert expand(schedule, AUTUMN)[0].ends_at == helsinki(2026, 11, 28, 1)


def test_whole_day_lasts_to_the_next_midnight() -> None:
    (occurrence,) = expand(Schedule(ScheduleKind.SINGLE, dates=(DatedTime(date(2026, 11, 27)),)), AUTUMN)
    assert (occurrence.all_day, occurrence.starts_at, occurrence.ends_at) == (
        True,
        helsinki(2026, 11, 27),
        helsinki(2026, 11, 28),
    )


def test_unknown_end_stays_unknown() -> None:
    (occurrence,) = expand(Schedule(ScheduleKind.SINGLE, dates=(DatedTime(date(2026, 11, 27), time(9)),)), AUTUMN)
    assert occurrence.ends_at is None


def test_empty_window_gives_nothing() -> None:
    assert expand(weekly(), DateWindow(date(2026, 9, 8), date(2026, 9, 1))) == []


def test_boundless_window_gives_no_error() -> None:
    assert len(expand(weekly(season_end=date(2000, 1, 31)), DateWindow(date.min, date.max))) == 4


@pytest.mark.parametrize("kind", ScheduleKind)
def test_empty_draft_gives_nothing(kind: ScheduleKind) -> None:
    assert (expand(Schedule(kind), AUTUMN), last_day(Schedule(kind))) == ([], None)


def test_next_is_the_one_under_way() -> None:
    occurrence = next_occurrence(weekly(), helsinki(2026, 11, 24, 18, 59))
    assert occurrence is not None
    assert occurrence.date == date(2026, 11, 24)


def test_next_is_next_weeks_when_this_one_has_ended() -> None:
    occurrence = next_occurrence(weekly(), helsinki(2026, 11, 24, 19))
    assert occurrence is not None
    assert occurrence.date == date(2026, 12, 1)


def test_next_is_not_a_cancelled_one() -> None:
    schedule = weekly(cancelled_dates=frozenset({date(2026, 11, 24)}))
    occurrence = next_occurrence(schedule, helsinki(2026, 11, 20))
    assert occurrence is not None
    assert occurrence.date == date(2026, 12, 1)


def test_next_finds_what_began_yesterday_and_ends_after_midnight() -> None:
    schedule = weekly(Slot((5,), time(21), time(2)))
    occurrence = next_occurrence(schedule, helsinki(2026, 11, 28, 1))
    assert occurrence is not None
    assert occurrence.date == date(2026, 11, 27)


def test_upcoming_has_cancelled_ones_too() -> None:
    schedule = weekly(cancelled_dates=frozenset({date(2026, 11, 24)}))
    occurrences = upcoming(schedule, helsinki(2026, 11, 20), 2)
    assert [(occurrence.date.day, occurrence.cancelled) for occurrence in occurrences] == [(24, True), (1, False)]


def test_last_day_is_the_last_occurrence_of_a_season() -> None:
    assert last_day(weekly(season_end=date(2026, 12, 20))) == date(2026, 12, 15)


def test_last_day_counts_an_extra_date() -> None:
    schedule = weekly(season_end=date(2026, 12, 20), dates=(DatedTime(date(2027, 1, 9)),))
    assert last_day(schedule) == date(2027, 1, 9)


def test_rule_without_a_seasons_end_is_open_ended() -> None:
    assert last_day(weekly(season_start=date(2026, 9, 1))) is None


def test_by_agreement_ends_with_its_season() -> None:
    assert last_day(Schedule(ScheduleKind.BY_AGREEMENT, season_end=date(2026, 12, 20))) == date(2026, 12, 20)


def test_over_when_the_last_occurrence_has_ended() -> None:
    schedule = weekly(season_end=date(2026, 12, 20))
    assert over_at(schedule) == helsinki(2026, 12, 15, 19)
    assert over_at(schedule) == datetime(2026, 12, 15, 17, 0, tzinfo=UTC)


def test_over_at_the_end_of_the_day_when_the_end_is_unknown() -> None:
    schedule = Schedule(ScheduleKind.SINGLE, dates=(DatedTime(date(2026, 11, 27), time(9)),))
    assert over_at(schedule) == helsinki(2026, 11, 28)
