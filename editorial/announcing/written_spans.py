"""Two answers written into the first of two fields: ``17–19`` as a start, ``12.1.–25.5.2027`` as a first day."""

from __future__ import annotations

import datetime
import re

from django.http import QueryDict

from editorial.announcing.typed_rows import typed_rows
from regions.written.digits import ascii_digits
from regions.written.written_dates import read_date_span, write_date
from regions.written.written_times import read_time_span, write_time

#: By kind of rows: the first field, the second, and whether they hold times.
_IN_ROWS = {
    "slots": ("start", "end", True),
    "dates": ("start", "end", True),
    "exceptions": ("first", "last", False),
}
_AGES = re.compile(r"\s*(\d{1,3})\s*[-–—]\s*(\d{1,3})\s*")


def span_fields(data: QueryDict) -> list[tuple[str, str, bool]]:
    """Return the pairs of fields of a form's dates and times, and whether they hold times."""
    pairs = [("season_start", "season_end", False)]
    for kind, (first, second, are_times) in _IN_ROWS.items():
        pairs += [(row.key(first), row.key(second), are_times) for row in typed_rows(data, kind)]
    return pairs


def split_spans(data: QueryDict, today: datetime.date) -> dict[str, str]:
    """Return what stands in both fields of each pair whose first holds two answers, and whose second is empty."""
    found: dict[str, str] = {}
    for first, second, are_times in span_fields(data):
        text = str(data.get(first) or "")
        if text and not str(data.get(second) or "").strip():
            found |= dict(zip((first, second), _split(text, today, are_times=are_times), strict=False))
    ages = _AGES.fullmatch(ascii_digits(str(data.get("age_from") or "")))
    if ages and not str(data.get("age_to") or "").strip():
        found |= {"age_from": ages[1], "age_to": ages[2]}
    return found


def _split(text: str, today: datetime.date, *, are_times: bool) -> tuple[str, ...]:
    if are_times:
        times = read_time_span(text)
        return () if times is None else (write_time(times.start), write_time(times.end))
    days = read_date_span(text, today)
    return () if days is None else (write_date(days.first), write_date(days.last))
