"""Times of day as people write them, in digits of any script, and dates with a time."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regions.written.written_dates import NoDateOrTime, NotUnderstood, normal_text, read_date, write_date

_BEFORE = re.compile(r"(?:klo|kello|kl|at)(?![a-z])[.:]? ?|@ ?")
_AFTER = re.compile(r" ?(?:h|hrs|o'?clock)\.?")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?: ?[.:,h] ?(?P<minute>\d{2})(?:[.:](?P<second>\d{2})(?:\.\d+)?)?)?"
    r"(?: ?(?P<half>[ap])\.? ?m\.?)?"
)
_DIGITS_ALONE = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})")
_BETWEEN_DATE_AND_TIME = re.compile(r"[ t,]+")
#: Between hours and minutes, by language; in others a colon.
_SEPARATORS = {"fi": ".", "sv": "."}


class TimeSpan(NamedTuple):
    """Two times of day that were written with a dash between them; an earlier end is after midnight."""

    start: datetime.time
    end: datetime.time


def read_time(text: str, *, ends: bool = False) -> datetime.time:
    """Return the time of day that a text names. Raises ``NotUnderstood``.

    Where the time is an end (``ends``), ``24:00`` is the midnight after it, 0:00.
    """
    plain = normal_text(text)
    time = _read_plain(plain, ends=ends)
    if time is not None:
        return time
    span = read_time_span(plain)
    if span is not None:
        raise NotUnderstood(
            _("Here is room for one time. Write the start, %(start)s, and the end, %(end)s, each in its own field.")
            % {"start": write_time(span.start), "end": write_time(span.end)}
        )
    raise NoDateOrTime(
        _("This is not understood as a time of day. Write hours and minutes, for example %(example)s.")
        % {"example": write_time(datetime.time(17, 30))}
    )


def read_time_span(text: str) -> TimeSpan | None:
    """Return the times of a text such as ``17–19.30``, or None where it isn't two times with a dash between."""
    left, dash, right = normal_text(text).partition("-")
    try:
        start = _read_plain(left.strip()) if dash else None
        end = _read_plain(right.strip(), ends=True) if dash else None
    except NotUnderstood:
        return None
    return None if start is None or end is None else TimeSpan(start, end)


def read_datetime(text: str, today: datetime.date) -> datetime.datetime:
    """Return the local moment that a text names, without time zone; a date alone is its midnight.

    Raises ``NotUnderstood``.
    """
    plain = normal_text(text)
    faults: list[NotUnderstood] = []
    for day, time in _parts_of_moment(plain):
        try:
            at = _read_plain(time) if time else datetime.time()
            if at is not None:
                return datetime.datetime.combine(read_date(day, today), at)
        except NotUnderstood as error:
            faults.append(error)
    for fault in faults:
        if not isinstance(fault, NoDateOrTime):
            raise fault
    example = f"{write_date(datetime.date(today.year + 1, 1, 12))} {write_time(datetime.time(17, 30))}"
    raise NoDateOrTime(
        _("This is not understood as a date and a time. Write for example %(example)s.") % {"example": example}
    )


def _parts_of_moment(plain: str) -> Iterator[tuple[str, str]]:
    """Yield each way to divide a text into a date and a time; first the whole of it as a date."""
    yield plain, ""
    for gap in _BETWEEN_DATE_AND_TIME.finditer(plain):
        yield plain[: gap.start()], plain[gap.end() :]


def write_time(time: datetime.time) -> str:
    """Return the time as the active language writes it: ``17.30``, in English ``17:30``."""
    return f"{time.hour}{_separator()}{time.minute:02}"


def write_datetime(moment: datetime.datetime) -> str:
    return f"{write_date(moment)} {write_time(moment.time())}"


def picker_format() -> str:
    """Return the format of times for Wagtail's picker, which writes as ``write_time``."""
    return f"G{_separator()}i"


def _separator() -> str:
    return _SEPARATORS.get((get_language() or "").partition("-")[0], ":")


def _read_plain(plain: str, *, ends: bool = False) -> datetime.time | None:
    text = _BEFORE.sub("", plain, count=1) if _BEFORE.match(plain) else plain
    found = _CLOCK.fullmatch(text) or _DIGITS_ALONE.fullmatch(text)
    if found is None and (after := _AFTER.search(text)) and after.end() == len(text):
        found = _CLOCK.fullmatch(text[: after.start()])
    if found is None:
        return None
    parts = found.groupdict()
    hour, minute, second = int(parts["hour"]), int(parts["minute"] or 0), int(parts.get("second") or 0)
    if half := parts.get("half"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour, minute, second) == (24, 0, 0):
        if not ends:
            raise NotUnderstood(
                _("24:00 is the end of a day. Midnight at the start of a day is %(time)s.")
                % {"time": write_time(datetime.time())}
            )
        hour = 0
    return datetime.time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None
