"""Dates as people write them, in digits of any script, with words in Finnish, Swedish and English.

The day comes before the month in every language. A date without a year is the next such day, today included.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import NamedTuple

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from regions.written.digits import ascii_digits

FIRST_YEAR, LAST_YEAR = 1900, 2199
#: Characters of a text that is read, spaces around it not counted.
MAX_LENGTH = 100
#: As many as two dates have with one between them: ``2027-02-01–2027-05-20``.
_MOST_DASHES = 5

_DAYS_AHEAD = {
    **dict.fromkeys(("tänään", "idag", "i dag", "today"), 0),
    **dict.fromkeys(("huomenna", "imorgon", "i morgon", "tomorrow"), 1),
}
#: ISO weekdays by their full words; endings such as "-na" and "-en" may follow.
_WEEKDAYS = (
    ("maanantai", "måndag", "monday"),
    ("tiistai", "tisdag", "tuesday"),
    ("keskiviikko", "onsdag", "wednesday"),
    ("torstai", "torsdag", "thursday"),
    ("perjantai", "fredag", "friday"),
    ("lauantai", "lördag", "saturday"),
    ("sunnuntai", "söndag", "sunday"),
)
_SHORT_WEEKDAYS = (
    "ma må mån mon",
    "ti tis tue tues",
    "ke ons wed",
    "to tor tors thu thur thurs",
    "pe fr fre fri",
    "la lö lör sat",
    "su sö sön sun",
)
_WEEKDAY_OF = {
    word: number
    for number, (full, short) in enumerate(zip(_WEEKDAYS, _SHORT_WEEKDAYS, strict=True), start=1)
    for word in (*full, *(f"{word}{ending}" for word in full for ending in ("na", "en", "s")), *short.split())
}
#: Beginnings of the months' names.
_MONTHS = (
    "tammi jan",
    "helmi feb",
    "maalis mar",
    "huhti apr",
    "touko maj may",
    "kesä jun",
    "heinä jul",
    "elo aug",
    "syys sep",
    "loka okt oct",
    "marras nov",
    "joulu dec",
)
#: Longest first, because "mar" begins "marraskuu", too.
_MONTH_OF = dict(
    sorted(
        ((start, number) for number, starts in enumerate(_MONTHS, start=1) for start in starts.split()),
        key=lambda item: -len(item[0]),
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-./])(?P<month>\d{1,2})\2(?P<day>\d{1,2})\.?")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})([-./])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d{2})\.?")
_WITHOUT_YEAR = re.compile(r"(?P<day>\d{1,2})(?:\.(?P<month>\d{1,2})\.?|/(?P<slash_month>\d{1,2}))")
_NAMED = re.compile(
    r"(?:the |den )?(?P<day>\d{1,2})(?:\.|:?e|st|nd|rd|th)?(?: of)? ?(?P<name>[^\W\d_]+)\.?,? ?(?P<year>\d{4})?"
)
_NAMED_FIRST = re.compile(r"(?P<name>[^\W\d_]+)\.? ?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? ?(?P<year>\d{4}))?")


class NotUnderstood(ValueError):
    """The text isn't a date or a time; the message says in the active language what to write."""


class NoDateOrTime(NotUnderstood):
    """Nothing in the text looks like what is asked for; other faults say what is wrong with it."""


class DateSpan(NamedTuple):
    """Two days that were written with a dash between them."""

    first: datetime.date
    last: datetime.date


def read_date(text: str, today: datetime.date) -> datetime.date:
    """Return the day that a text names. Raises ``NotUnderstood``."""
    plain = normal_text(text)
    try:
        return _read_one(plain, today)
    except NoDateOrTime:
        _refuse_span(plain, today)
        raise


def _read_one(plain: str, today: datetime.date) -> datetime.date:
    """Return the day that a plain text names, without a look for a second one."""
    if plain in _DAYS_AHEAD:
        return today + datetime.timedelta(days=_DAYS_AHEAD[plain])
    rest, weekdays = _without_weekdays(plain)
    day = _read_plain(rest, today)
    if day is None:
        raise NoDateOrTime(
            _("This is not understood as a date. Write day, month and year, for example %(example)s.")
            % {"example": write_date(datetime.date(today.year + 1, 1, 12))}
        )
    if weekdays - {day.isoweekday()}:
        raise NotUnderstood(
            _("%(date)s is a %(weekday)s. Check the weekday and the date.")
            % {"date": write_date(day), "weekday": WEEKDAYS[day.weekday()]}
        )
    return day


def read_date_span(text: str, today: datetime.date) -> DateSpan | None:
    """Return the days of a text such as ``12.1.–20.5.2027``, or None where it isn't two dates with a dash between.

    A first day without a year, or without its month, is the last such day before the other.
    """
    plain = normal_text(text)
    if plain.count("-") > _MOST_DASHES:
        return None
    for dash in re.finditer("-", plain):
        left, right = plain[: dash.start()].strip(), plain[dash.end() :].strip()
        try:
            last = _read_one(right, today)
            first = _first_day(left, last, today)
        except NotUnderstood:
            continue
        if first <= last:
            return DateSpan(first, last)
    return None


def write_date(day: datetime.date) -> str:
    """Return the day as the admin shows it in each of its languages: ``12.1.2027``."""
    return f"{day.day}.{day.month}.{day.year:04}"


def normal_text(text: str) -> str:
    """Return the text in lower case with digits 0–9, one kind of dash, single spaces and nothing invisible.

    Of a text longer than ``MAX_LENGTH`` nothing is left, so that it is no date and no time.
    """
    text = text.strip()
    if len(text) > MAX_LENGTH:
        return ""
    normal = unicodedata.normalize("NFKC", ascii_digits(text)).casefold()
    visible = (character for character in normal if unicodedata.category(character) != "Cf")
    return " ".join("".join("-" if _is_dash(character) else character for character in visible).split())


def _is_dash(character: str) -> bool:
    return character == "\N{MINUS SIGN}" or unicodedata.category(character) == "Pd"


def _without_weekdays(plain: str) -> tuple[str, set[int]]:
    """Return the text without words of weekdays, and which weekdays they are."""
    found = {_WEEKDAY_OF[word] for word in _WORD.findall(plain) if word in _WEEKDAY_OF}
    if not found:
        return plain, found
    rest = _WORD.sub(lambda word: " " if word[0] in _WEEKDAY_OF else word[0], plain)
    rest = re.sub(r"^[ .,]+|[ ,]+$|[()]", "", rest)
    return " ".join(rest.split()), found


def _read_plain(rest: str, today: datetime.date) -> datetime.date | None:
    tight = re.sub(r" ?([-./]) ?", r"\1", rest)
    for pattern in (_YEAR_FIRST, _DAY_FIRST):
        if found := pattern.fullmatch(tight):
            year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
            return _day(year, int(found["month"]), int(found["day"]))
    if found := _WITHOUT_YEAR.fullmatch(tight):
        return _next(int(found["month"] or found["slash_month"]), int(found["day"]), today)
    for pattern in (_NAMED, _NAMED_FIRST):
        found = pattern.fullmatch(rest)
        month = _month(found["name"]) if found else None
        if found and month:
            day = int(found["day"])
            return _day(int(found["year"]), month, day) if found["year"] else _next(month, day, today)
    return None


def _month(name: str) -> int | None:
    return next((number for start, number in _MONTH_OF.items() if name.startswith(start)), None)


def _day(year: int, month: int, day: int) -> datetime.date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotUnderstood(
            _("The year must be between %(first)d and %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise NotUnderstood(
            _("There is no such day as %(date)s. Write the day first, then the month.")
            % {"date": f"{day}.{month}.{year}"}
        ) from error


def _next(month: int, day: int, today: datetime.date) -> datetime.date:
    """Return the next such day; 29 February can be eight years ahead."""
    for year in range(today.year, today.year + 9):
        try:
            found = datetime.date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return _day(today.year, month, day)


def _first_day(left: str, last: datetime.date, today: datetime.date) -> datetime.date:
    if re.fullmatch(r"\d{1,2}\.?", left):
        left = f"{left.rstrip('.')}.{last.month}."
    if found := _WITHOUT_YEAR.fullmatch(left):
        month, day = int(found["month"] or found["slash_month"]), int(found["day"])
        return _next(month, day, last - datetime.timedelta(days=364))
    return _read_one(left, today)


def _refuse_span(plain: str, today: datetime.date) -> None:
    span = read_date_span(plain, today)
    if span is not None:
        raise NotUnderstood(
            _("Here is room for one day. Write %(first)s here and %(last)s in the field of the last day.")
            % {"first": write_date(span.first), "last": write_date(span.last)}
        )
