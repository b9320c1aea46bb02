"""The times of a form as far as they are understood, without a form and without the database."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from editorial.announcing.conditional_questions import EVERY_OTHER_WEEK, applies
from editorial.announcing.typed_rows import TypedRow, typed_rows
from editorial.announcing.written_spans import split_spans
from listings.schedule.schedule import WEEKS_OF_MONTH, DatedTime, DateRange, Schedule, ScheduleKind, Slot
from listings.schedule.validation import MAX_DATES, MAX_EXCEPTIONS, MAX_INTERVAL, MAX_SLOTS
from regions.written.digits import ascii_digits
from regions.written.written_dates import NotUnderstood, read_date
from regions.written.written_times import read_time


@dataclass
class TypedSchedule:
    """``schedule`` is what is understood, ``faults`` what isn't: a sentence by the name of its input.

    ``fills`` has what stands in two inputs when the first was given two answers.
    """

    schedule: Schedule
    faults: dict[str, str] = field(default_factory=dict)
    fills: dict[str, str] = field(default_factory=dict)


class _Reader:
    def __init__(self, data: QueryDict, today: datetime.date) -> None:
        self.data, self.today = data, today
        self.faults: dict[str, str] = {}

    def day(self, name: str) -> datetime.date | None:
        return self._read(name, lambda text: read_date(text, self.today))

    def time(self, name: str, *, ends: bool = False) -> datetime.time | None:
        return self._read(name, lambda text: read_time(text, ends=ends))

    def _read(self, name: str, read: Callable[[str], Any]) -> Any:
        text = str(self.data.get(name) or "").strip()
        if not text:
            return None
        try:
            return read(text)
        except NotUnderstood as fault:
            self.faults[name] = str(fault)
            return None

    def numbers(self, name: str, allowed: tuple[int, ...]) -> tuple[int, ...]:
        by_text = {str(number): number for number in allowed}
        return tuple(by_text[value] for value in self.data.getlist(name) if value in by_text)


def typed_schedule(data: QueryDict, today: datetime.date | None = None) -> TypedSchedule:
    """Return the times that a form has. Rows beyond those that an announcement may have are not read."""
    today = today or timezone.localdate()
    fills = split_spans(data, today)
    whole = data.copy()
    for name, value in fills.items():
        whole[name] = value
    kind = str(data.get("schedule_kind") or "")
    answers = {"schedule_kind": kind}
    reader = _Reader(whole, today)

    def rows(name: str, most: int) -> Iterator[TypedRow]:
        if applies(name, answers):
            yield from (row for row in typed_rows(whole, name)[:most] if not row.is_removed)

    def day(name: str) -> datetime.date | None:
        return reader.day(name) if applies(name, answers) else None

    schedule = Schedule(
        kind=_kind(kind),
        slots=tuple(_slots(rows("slots", MAX_SLOTS), reader)),
        interval=_interval(kind, whole),
        weeks_of_month=reader.numbers("weeks_of_month", WEEKS_OF_MONTH),
        season_start=day("season_start"),
        season_end=day("season_end"),
        dates=tuple(_dates(rows("dates", MAX_DATES), reader)),
        exceptions=tuple(_exceptions(rows("exceptions", MAX_EXCEPTIONS), reader)),
        skip_public_holidays="skip_public_holidays" in whole,
    )
    return TypedSchedule(schedule, reader.faults, fills)


def _kind(text: str) -> ScheduleKind:
    """The kind of a choice; by agreement where nothing is chosen: nothing follows from it."""
    if text == EVERY_OTHER_WEEK:
        return ScheduleKind.WEEKLY
    return ScheduleKind(text) if text in list(ScheduleKind) else ScheduleKind.BY_AGREEMENT


def _interval(kind: str, data: QueryDict) -> int:
    if kind == EVERY_OTHER_WEEK:
        return 2
    text = ascii_digits(str(data.get("schedule_interval") or "")).strip()
    return min(int(text), MAX_INTERVAL) if text.isascii() and text.isdigit() and len(text) < 5 else 1


def _slots(rows: Iterator[TypedRow], reader: _Reader) -> Iterator[Slot]:
    for row in rows:
        weekdays = reader.numbers(row.key("weekdays"), (1, 2, 3, 4, 5, 6, 7))
        yield Slot(weekdays, reader.time(row.key("start")), reader.time(row.key("end"), ends=True))


def _dates(rows: Iterator[TypedRow], reader: _Reader) -> Iterator[DatedTime]:
    for row in rows:
        day = reader.day(row.key("date"))
        start, end = reader.time(row.key("start")), reader.time(row.key("end"), ends=True)
        if day is not None:
            yield DatedTime(day, start, end)


def _exceptions(rows: Iterator[TypedRow], reader: _Reader) -> Iterator[DateRange]:
    for row in rows:
        first, last = reader.day(row.key("first")), reader.day(row.key("last"))
        if first is not None:
            yield DateRange(first, last or first, row.text("reason"))
