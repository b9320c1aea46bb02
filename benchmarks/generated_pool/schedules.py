"""Schedules of generated activities: kinds as often as in the demo pool, days as offsets from today."""

from __future__ import annotations

import datetime
from random import Random

from kototori.demo.pool.schema import PoolSchedule
from listings.schedule.schedule import ScheduleKind

#: How often each kind occurs, by format of activity; everything else mostly repeats every week.
_KINDS = {
    "event": ((ScheduleKind.SINGLE, 1.0),),
    "pro_event": ((ScheduleKind.SINGLE, 0.9), (ScheduleKind.SERIES, 0.1)),
    "pro_training": ((ScheduleKind.SINGLE, 0.6), (ScheduleKind.SERIES, 0.4)),
    "event_series": ((ScheduleKind.SERIES, 0.6), (ScheduleKind.MONTHLY, 0.4)),
    "support": ((ScheduleKind.BY_AGREEMENT, 0.5), (ScheduleKind.WEEKLY, 0.5)),
    "volunteering": ((ScheduleKind.BY_AGREEMENT, 0.6), (ScheduleKind.MONTHLY, 0.4)),
}
_USUAL = ((ScheduleKind.WEEKLY, 0.94), (ScheduleKind.MONTHLY, 0.04), (ScheduleKind.SINGLE, 0.02))


def plan_schedule(random: Random, format_code: str) -> PoolSchedule:
    kinds = _KINDS.get(format_code, _USUAL)
    kind = random.choices([value for value, _share in kinds], [share for _value, share in kinds])[0]
    timed = kind is not ScheduleKind.BY_AGREEMENT
    start, end = _times(random) if timed else (None, None)
    seasonal = kind.repeats and random.random() < 0.85
    return PoolSchedule(
        kind=kind,
        interval=2 if kind is ScheduleKind.WEEKLY and random.random() < 0.08 else 1,
        weekdays=_weekdays(random) if kind.repeats else (),
        weeks_of_month=(random.choice((1, 2, 3, 4, -1)),) if kind is ScheduleKind.MONTHLY else (),
        start=start,
        end=end,
        valid_from_offset=-random.randrange(5, 160) if seasonal else None,
        valid_to_offset=random.randrange(60, 260) if seasonal else None,
        day_offsets=_days(random, kind),
        snap_to_weekday=None,
    )


def _times(random: Random) -> tuple[datetime.time, datetime.time]:
    begins = random.choice((9, 10, 10, 12, 13, 14, 15, 16, 17, 17, 17, 18, 18)) * 60 + random.choice((0, 0, 0, 30))
    ends = begins + random.choice((60, 90, 90, 120, 120, 150, 180))
    return datetime.time(*divmod(begins, 60)), datetime.time(*divmod(ends, 60))


def _weekdays(random: Random) -> tuple[int, ...]:
    many = random.choices((1, 2, 5), (85, 13, 2))[0]
    if many == 5:
        return (1, 2, 3, 4, 5)
    return tuple(sorted({random.choices(range(1, 8), (16, 20, 20, 20, 12, 8, 4))[0] for _ in range(many)}))


def _days(random: Random, kind: ScheduleKind) -> tuple[int, ...]:
    if kind is ScheduleKind.SINGLE:
        return (random.randrange(-10, 150),)
    if kind is ScheduleKind.SERIES:
        first, count = random.randrange(-10, 60), random.randrange(3, 9)
        return tuple(first + 7 * week for week in range(count))
    return ()
