"""Recurrence sets as lines of a calendar file (RFC 5545), to be read by other libraries."""

from collections.abc import Iterable
from datetime import date

from listings.schedule.occurrences import HELSINKI
from listings.schedule.rfc5545 import RecurrenceSet


def lines_of(sets: Iterable[RecurrenceSet]) -> list[str]:
    """Return for each set DTSTART, then what there is of RRULE, EXDATE and RDATE; not folded."""
    return [line for recurrence_set in sets for line in _lines(recurrence_set)]


def _lines(recurrence_set: RecurrenceSet) -> list[str]:
    lines = [_dated_line(recurrence_set, "DTSTART", (recurrence_set.first,))]
    if recurrence_set.rule:
        lines.append(f"RRULE:{recurrence_set.rule}")
    if recurrence_set.left_out:
        lines.append(_dated_line(recurrence_set, "EXDATE", recurrence_set.left_out))
    if recurrence_set.added:
        lines.append(_dated_line(recurrence_set, "RDATE", recurrence_set.added))
    return lines


def _dated_line(recurrence_set: RecurrenceSet, name: str, days: Iterable[date]) -> str:
    start = recurrence_set.start
    if start is None:
        return f"{name};VALUE=DATE:" + ",".join(f"{day:%Y%m%d}" for day in days)
    return f"{name};TZID={HELSINKI.key}:" + ",".join(f"{day:%Y%m%d}T{start:%H%M%S}" for day in days)
