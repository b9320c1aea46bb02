"""The schedule of an entry of a pool file."""

from kototori.demo.pool.entries import MAX_OFFSET_DAYS, Entry, quoted
from kototori.demo.pool.schema import PoolSchedule
from listings.schedule.schedule import LAST_WEEK, ScheduleKind
from listings.schedule.validation import MAX_DATES, MAX_INTERVAL


def read_schedule(entry: Entry) -> PoolSchedule:
    """Return the schedule of an entry, which is required. Fields that its kind doesn't use are read and ignored."""
    kind = entry.choice("kind", [kind.value for kind in ScheduleKind])
    schedule = PoolSchedule(
        kind=ScheduleKind(kind) if kind in list(ScheduleKind) else ScheduleKind.BY_AGREEMENT,
        interval=entry.integer("interval", 1, MAX_INTERVAL) or 1,
        weekdays=entry.weekdays("weekdays"),
        weeks_of_month=_weeks(entry),
        start=entry.time("start"),
        end=entry.time("end"),
        valid_from_offset=entry.offset("valid_from_offset"),
        valid_to_offset=entry.offset("valid_to_offset"),
        day_offsets=entry.wholes("day_offsets", -MAX_OFFSET_DAYS, MAX_OFFSET_DAYS),
        snap_to_weekday=_weekday(entry),
    )
    _check_kind(entry, schedule)
    _check_times(entry, schedule)
    entry.finish()
    return schedule


def _weeks(entry: Entry) -> tuple[int, ...]:
    """Return weeks of a month, in the file one number or a list; -1 is the last."""
    value = entry.raw("week_of_month")
    weeks = value if isinstance(value, list) else [] if value is None else [value]
    for week in weeks:
        if type(week) is not int or week not in (1, 2, 3, 4, 5, LAST_WEEK):
            entry.fault("week_of_month", f"{quoted(week)} is no week of a month (1–5, or -1 for the last)")
            return ()
    return tuple(dict.fromkeys(weeks))


def _weekday(entry: Entry) -> int | None:
    value = entry.raw("snap_to_weekday")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 7:
        entry.fault("snap_to_weekday", f"{quoted(value)} is no weekday (1–7)")
        return None
    return value


def _check_kind(entry: Entry, schedule: PoolSchedule) -> None:
    """Check what each kind requires."""
    if schedule.kind.repeats and not entry.data.get("weekdays"):
        entry.fault("weekdays", "is missing")
    if schedule.kind is ScheduleKind.MONTHLY and entry.data.get("week_of_month") in (None, []):
        entry.fault("week_of_month", "is missing")
    if schedule.kind in (ScheduleKind.SINGLE, ScheduleKind.SERIES) and not entry.data.get("day_offsets"):
        entry.fault("day_offsets", "is missing")
    if len(schedule.day_offsets) > MAX_DATES:
        entry.fault("day_offsets", f"there are more than {MAX_DATES} dates")


def _check_times(entry: Entry, schedule: PoolSchedule) -> None:
    if schedule.end is not None and not entry.has("start"):
        entry.fault("start", "is missing, although there is an end")
    if schedule.start is not None and schedule.start == schedule.end:
        entry.fault("end", "is the same as the start")
    first, last = schedule.valid_from_offset, schedule.valid_to_offset
    if first is not None and last is not None and last < first:
        entry.fault("valid_to_offset", f"{last} is before valid_from_offset")
