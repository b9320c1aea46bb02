"""The schedule of an activity as a value: the terms of RFC 5545, but weekdays and dates instead of an RRULE.

All times are local wall time in Europe/Helsinki: 17:30 is 17:30 in winter and in summer. A slot or a date without a
start lasts the whole day; an end earlier than its start is after midnight.

All functions of this package ignore fields that the kind doesn't use, so that a form may keep them while its user tries
other kinds; `Schedule.relevant()` removes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import Any, Self

EARLIEST = date(2000, 1, 1)
LATEST = date(2199, 12, 31)
"""Days outside these bounds are faults and are never expanded."""

LAST_WEEK = -1
WEEKS_OF_MONTH = (1, 2, 3, 4, 5, LAST_WEEK)


class ScheduleKind(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SINGLE = "single"
    SERIES = "series"
    BY_AGREEMENT = "by_agreement"

    @property
    def repeats(self) -> bool:
        """By a rule; a series is a list of dates."""
        return self in (ScheduleKind.WEEKLY, ScheduleKind.MONTHLY)


class ScheduleFormatError(ValueError):
    """The JSON has not the form of a schedule; the message names the place."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One time of day on some weekdays (1 = Monday … 7 = Sunday)."""

    weekdays: tuple[int, ...]
    start: time | None = None
    end: time | None = None

    def to_json(self) -> dict[str, Any]:
        return {"weekdays": list(self.weekdays), "start": _time_text(self.start), "end": _time_text(self.end)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(_integers(data, "weekdays"), _time(data, "start"), _time(data, "end"))


@dataclass(frozen=True, slots=True)
class DatedTime:
    """A single date: of an event, of a series, or in addition to a rule (RDATE)."""

    date: date
    start: time | None = None
    end: time | None = None

    def to_json(self) -> dict[str, Any]:
        return {"date": self.date.isoformat(), "start": _time_text(self.start), "end": _time_text(self.end)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(_required_date(data, "date"), _time(data, "start"), _time(data, "end"))


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days without activity, both ends included; `reason` is text in the source language of the activity."""

    first: date
    last: date
    reason: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def to_json(self) -> dict[str, Any]:
        return {"first": self.first.isoformat(), "last": self.last.isoformat(), "reason": self.reason}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(_required_date(data, "first"), _required_date(data, "last"), str(data.get("reason") or ""))


@dataclass(frozen=True, slots=True)
class Schedule:
    """When an activity takes place. `interval` counts weeks (weekly) or months (monthly).

    `season_start` and `season_end` limit the rule, both included, but not `dates`. `exceptions` and public holidays
    remove days from the rule, never from `dates`. A date in `cancelled_dates` stays visible as cancelled.
    """

    kind: ScheduleKind
    slots: tuple[Slot, ...] = ()
    interval: int = 1
    weeks_of_month: tuple[int, ...] = ()
    season_start: date | None = None
    season_end: date | None = None
    dates: tuple[DatedTime, ...] = ()
    exceptions: tuple[DateRange, ...] = ()
    skip_public_holidays: bool = False
    cancelled_dates: frozenset[date] = frozenset()

    def relevant(self) -> Self:
        """Return the schedule without the fields that its kind ignores."""
        if self.kind is ScheduleKind.WEEKLY:
            return replace(self, weeks_of_month=())
        if self.kind is ScheduleKind.MONTHLY:
            return self
        blank = replace(self, slots=(), interval=1, weeks_of_month=(), exceptions=(), skip_public_holidays=False)
        if self.kind is ScheduleKind.BY_AGREEMENT:
            return replace(blank, dates=(), cancelled_dates=frozenset())
        return replace(blank, season_start=None, season_end=None)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON types with every key, equal for equal schedules: ISO dates, times as HH:MM."""
        return {
            "kind": self.kind.value,
            "slots": [slot.to_json() for slot in self.slots],
            "interval": self.interval,
            "weeks_of_month": list(self.weeks_of_month),
            "season_start": _date_text(self.season_start),
            "season_end": _date_text(self.season_end),
            "dates": [dated.to_json() for dated in self.dates],
            "exceptions": [exception.to_json() for exception in self.exceptions],
            "skip_public_holidays": self.skip_public_holidays,
            "cancelled_dates": [day.isoformat() for day in sorted(self.cancelled_dates)],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the schedule of `to_json`; a missing key has its default.

        Only the form is checked (see `validation.faults`). Raises ScheduleFormatError.
        """
        if not isinstance(data, Mapping):
            raise ScheduleFormatError("schedule: not an object")
        try:
            kind = ScheduleKind(str(data.get("kind")))
        except ValueError as error:
            raise ScheduleFormatError(f"kind: {error}") from error
        interval = data.get("interval", 1)
        if not isinstance(interval, int) or isinstance(interval, bool):
            raise ScheduleFormatError("interval: not a whole number")
        return cls(
            kind=kind,
            slots=tuple(Slot.from_json(item) for item in _objects(data, "slots")),
            interval=interval,
            weeks_of_month=_integers(data, "weeks_of_month"),
            season_start=_date(data, "season_start"),
            season_end=_date(data, "season_end"),
            dates=tuple(DatedTime.from_json(item) for item in _objects(data, "dates")),
            exceptions=tuple(DateRange.from_json(item) for item in _objects(data, "exceptions")),
            skip_public_holidays=bool(data.get("skip_public_holidays", False)),
            cancelled_dates=frozenset(_parse_date(item, "cancelled_dates") for item in _list(data, "cancelled_dates")),
        )


def _time_text(value: time | None) -> str | None:
    if value is None:
        return None
    return value.isoformat("minutes") if value == value.replace(second=0, microsecond=0) else value.isoformat()


def _date_text(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise ScheduleFormatError(f"{key}: not a list")
    return value


def _objects(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    items = _list(data, key)
    if not all(isinstance(item, Mapping) for item in items):
        raise ScheduleFormatError(f"{key}: not a list of objects")
    return items


def _integers(data: Mapping[str, Any], key: str) -> tuple[int, ...]:
    items = _list(data, key)
    if not all(isinstance(item, int) and not isinstance(item, bool) for item in items):
        raise ScheduleFormatError(f"{key}: not a list of whole numbers")
    return tuple(items)


def _time(data: Mapping[str, Any], key: str) -> time | None:
    value = data.get(key)
    if value is None:
        return None
    try:
        return time.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ScheduleFormatError(f"{key}: {error}") from error


def _date(data: Mapping[str, Any], key: str) -> date | None:
    value = data.get(key)
    return None if value is None else _parse_date(value, key)


def _required_date(data: Mapping[str, Any], key: str) -> date:
    return _parse_date(data.get(key), key)


def _parse_date(value: object, key: str) -> date:
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]  # whatever is no text raises TypeError
    except (TypeError, ValueError) as error:
        raise ScheduleFormatError(f"{key}: {error}") from error
