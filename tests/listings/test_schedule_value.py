import json
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from listings.schedule import (
    DatedTime,
    DateRange,
    Schedule,
    ScheduleFormatError,
    ScheduleKind,
    Slot,
    faults,
)

WEEKLY = Schedule(
    ScheduleKind.WEEKLY,
    (Slot((2,), time(17), time(19)),),
    season_start=date(2026, 9, 8),
    season_end=date(2026, 12, 15),
    exceptions=(DateRange(date(2026, 10, 12), date(2026, 10, 18), "syysloma"),),
    cancelled_dates=frozenset({date(2026, 11, 24), date(2026, 11, 3)}),
)
MONTHLY = replace(WEEKLY, kind=ScheduleKind.MONTHLY, weeks_of_month=(2,))
SERIES = Schedule(ScheduleKind.SERIES, dates=(DatedTime(date(2026, 11, 28), time(11), time(15)),))


@pytest.mark.parametrize("schedule", [WEEKLY, MONTHLY, SERIES, Schedule(ScheduleKind.BY_AGREEMENT)])
def test_valid_schedules_have_no_faults(schedule: Schedule) -> None:
    assert faults(schedule) == []


@pytest.mark.parametrize(
    ("schedule", "field"),
    [
        (replace(WEEKLY, slots=()), "slots"),
        (replace(WEEKLY, slots=(Slot(()),)), "slots.0.weekdays"),
        (replace(WEEKLY, slots=(Slot((0,)),)), "slots.0.weekdays"),
        (replace(WEEKLY, slots=(Slot((8,)),)), "slots.0.weekdays"),
        (replace(WEEKLY, slots=(Slot((2, 4), time(10)), Slot((4,), time(10)))), "slots.1.weekdays"),
        (replace(WEEKLY, slots=(Slot((2,), None, time(19)),)), "slots.0.start"),
        (replace(WEEKLY, slots=(Slot((2,), time(19), time(19)),)), "slots.0.end"),
        (replace(WEEKLY, interval=0), "interval"),
        (replace(WEEKLY, interval=53), "interval"),
        (replace(MONTHLY, weeks_of_month=()), "weeks_of_month"),
        (replace(MONTHLY, weeks_of_month=(0,)), "weeks_of_month"),
        (replace(MONTHLY, weeks_of_month=(2, 2)), "weeks_of_month"),
        (replace(WEEKLY, season_end=date(2026, 9, 7)), "season_end"),
        (replace(WEEKLY, season_end=date(2206, 9, 7)), "season_end"),
        (replace(WEEKLY, exceptions=(DateRange(date(2026, 10, 18), date(2026, 10, 12)),)), "exceptions.0.last"),
        (replace(SERIES, dates=()), "dates"),
        (replace(SERIES, dates=SERIES.dates * 2), "dates.1.date"),
        (replace(SERIES, dates=(DatedTime(date(1026, 11, 28)),)), "dates.0.date"),
        (replace(SERIES, dates=(DatedTime(date(2026, 11, 28), None, time(12)),)), "dates.0.start"),
    ],
)
def test_each_fault_names_its_field(schedule: Schedule, field: str) -> None:
    assert [fault.field for fault in faults(schedule)] == [field]


def test_all_faults_come_at_once() -> None:
    schedule = Schedule(ScheduleKind.MONTHLY, interval=0, season_start=date(2026, 2, 1), season_end=date(2026, 1, 1))
    assert [fault.field for fault in faults(schedule)] == ["slots", "interval", "weeks_of_month", "season_end"]


def test_season_in_which_nothing_takes_place_is_a_fault() -> None:
    schedule = replace(WEEKLY, season_start=date(2026, 9, 9), season_end=date(2026, 9, 14), exceptions=())
    assert [fault.field for fault in faults(schedule)] == ["season_end"]


def test_season_without_a_beginning_may_have_any_end() -> None:
    assert faults(replace(WEEKLY, season_start=None, season_end=date(2017, 12, 15))) == []


def test_faults_have_a_message_in_the_readers_language() -> None:
    assert str(faults(replace(WEEKLY, slots=()))[0].message)


def test_field_that_the_kind_ignores_has_no_fault() -> None:
    assert faults(replace(WEEKLY, kind=ScheduleKind.BY_AGREEMENT, slots=(Slot(()),), interval=0)) == []


def test_relevant_drops_what_the_kind_ignores() -> None:
    assert replace(SERIES, slots=WEEKLY.slots, season_end=date(2026, 1, 1), interval=3).relevant() == SERIES


def test_json_is_plain_and_stable() -> None:
    assert json.loads(json.dumps(WEEKLY.to_json())) == {
        "kind": "weekly",
        "slots": [{"weekdays": [2], "start": "17:00", "end": "19:00"}],
        "interval": 1,
        "weeks_of_month": [],
        "season_start": "2026-09-08",
        "season_end": "2026-12-15",
        "dates": [],
        "exceptions": [{"first": "2026-10-12", "last": "2026-10-18", "reason": "syysloma"}],
        "skip_public_holidays": False,
        "cancelled_dates": ["2026-11-03", "2026-11-24"],
    }


def test_missing_keys_have_their_defaults() -> None:
    assert Schedule.from_json({"kind": "by_agreement"}) == Schedule(ScheduleKind.BY_AGREEMENT)


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        {"kind": "yearly"},
        {"kind": "weekly", "interval": "2"},
        {"kind": "weekly", "slots": {}},
        {"kind": "weekly", "slots": [1]},
        {"kind": "weekly", "slots": [{"weekdays": ["ti"]}]},
        {"kind": "weekly", "slots": [{"weekdays": [2], "start": "25:00"}]},
        {"kind": "weekly", "season_start": "8.9.2026"},
        {"kind": "series", "dates": [{"start": "17:00"}]},
        {"kind": "series", "cancelled_dates": [20261124]},
    ],
)
def test_json_of_another_form_is_refused(data: Any) -> None:
    with pytest.raises(ScheduleFormatError):
        Schedule.from_json(data)
