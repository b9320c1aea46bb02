"""Hypothesis strategies of schedules of every kind, in years with the clock changes that are tested by name."""

from datetime import date, time

from hypothesis import settings
from hypothesis import strategies as st

from listings.schedule import DatedTime, DateRange, DateWindow, Schedule, ScheduleKind, Slot, faults
from listings.schedule.schedule import WEEKS_OF_MONTH

unhurried = settings(deadline=None, max_examples=60)
"""The rarer expansions take longer than the default deadline on a busy machine."""

days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
clock_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


@st.composite
def start_and_end(draw: st.DrawFn) -> tuple[time | None, time | None]:
    start = draw(st.none() | clock_times)
    return start, None if start is None else draw(st.none() | clock_times.filter(lambda end: end != start))


slots = st.builds(
    lambda weekdays, times: Slot(tuple(sorted(weekdays)), *times),
    st.sets(st.integers(1, 7), min_size=1),
    start_and_end(),
)
dated_times = st.builds(lambda day, times: DatedTime(day, *times), days, start_and_end())
date_ranges = st.builds(lambda a, b, reason: DateRange(min(a, b), max(a, b), reason), days, days, st.text(max_size=8))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Generate valid schedules with every field that their kind uses."""
    season = sorted(draw(st.lists(days, min_size=2, max_size=2)))
    schedule = Schedule(
        kind=draw(st.sampled_from(ScheduleKind)),
        slots=tuple(draw(st.lists(slots, min_size=1, max_size=3))),
        interval=draw(st.integers(1, 5)),
        weeks_of_month=tuple(draw(st.sets(st.sampled_from(WEEKS_OF_MONTH), min_size=1))),
        season_start=draw(st.none() | st.just(season[0])),
        season_end=draw(st.none() | st.just(season[1])),
        dates=tuple(draw(st.lists(dated_times, min_size=1, max_size=4))),
        exceptions=tuple(draw(st.lists(date_ranges, max_size=2))),
        skip_public_holidays=draw(st.booleans()),
        cancelled_dates=draw(st.frozensets(days, max_size=3)),
    )
    return schedule.relevant()


valid_schedules = schedules().filter(lambda schedule: not faults(schedule))
windows = st.builds(lambda a, b: DateWindow(min(a, b), max(a, b)), days, days)

wild_days = st.dates() | st.sampled_from([date.min, date.max])
wild_dated_times = st.builds(DatedTime, wild_days, st.none() | st.times(), st.none() | st.times())
wild_schedules = st.builds(
    Schedule,
    st.sampled_from(ScheduleKind),
    st.lists(
        st.builds(
            Slot,
            st.lists(st.integers(-2, 9), max_size=4).map(tuple),
            st.none() | st.times(),
            st.none() | st.times(),
        ),
        max_size=3,
    ).map(tuple),
    st.integers(-3, 10_000),
    st.lists(st.integers(-3, 9), max_size=3).map(tuple),
    st.none() | wild_days,
    st.none() | wild_days,
    st.lists(wild_dated_times, max_size=3).map(tuple),
    st.lists(st.builds(DateRange, wild_days, wild_days), max_size=2).map(tuple),
    st.booleans(),
    st.frozensets(wild_days, max_size=2),
)
"""Whatever a draft or an import may hold."""
