"""Formats of values in addresses: how the text of a parameter is read, and how a value is written.

A reader raises ``ValueFault`` with a message for the person who typed the address. What has no writer here is written
by ``str``.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar, cast
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from listings.concepts import Concepts
from regions.languages import content_languages
from search.places import has_area, has_municipality
from search.query.errors import ValueFault
from search.query.numerals import NUMBER, decimal, plain_numerals, whole_number

MAX_QUERY_LENGTH = 300
MAX_NAME_LENGTH = 100
FIRST_YEAR, LAST_YEAR = 2000, 2199
MAX_RADIUS_KM = 1000
MAX_CONFIRMED_WITHIN = 3650

_EXCERPT_LENGTH = 60
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,4}", re.ASCII | re.IGNORECASE)
_AREA = re.compile(r"[a-z]{1,20}:[0-9A-Za-z]{1,10}", re.ASCII)
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,63}", re.ASCII)
_FIELD = re.compile(r"[a-z_]{1,40}", re.ASCII)

Reader = Callable[[str, Concepts], object]
_Reader = TypeVar("_Reader", bound=Reader)
Writer = Callable[[Any], str]


def excerpt(value: str) -> str:
    """Return a value on one short line, for a message that repeats it."""
    line = "".join(char if char.isprintable() else " " for char in value)
    return line if len(line) <= _EXCERPT_LENGTH else line[:_EXCERPT_LENGTH] + "…"


def clean(value: str) -> str:
    """Return a value with single spaces and none around it. Control characters and lone surrogates are a fault."""
    if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\r\n" for char in value):
        raise ValueFault(_("This has a character that can't be part of a text. Type it again."))
    return " ".join(value.split())


def _of_any_script(read: _Reader) -> _Reader:
    """Let a reader of numbers, dates or times take them from keyboards of every script."""

    @wraps(read)
    def read_plain(value: str, concepts: Concepts) -> Any:
        return read(plain_numerals(value), concepts)

    return cast("_Reader", read_plain)


def read_text(value: str, concepts: Concepts) -> str:
    if len(value) > MAX_QUERY_LENGTH:
        raise ValueFault(_("Search with at most %(count)s characters.") % {"count": MAX_QUERY_LENGTH})
    return value


def read_name(value: str, concepts: Concepts) -> str:
    if len(value) > MAX_NAME_LENGTH:
        raise ValueFault(_("Give at most %(count)s characters.") % {"count": MAX_NAME_LENGTH})
    return value


def one_of(*allowed: str) -> Reader:
    def read(value: str, concepts: Concepts) -> str:
        return _choice(value, allowed)

    return read


def concept_of(vocabulary: str) -> Reader:
    def read(value: str, concepts: Concepts) -> str:
        return _choice(value, [concept.code for concept in concepts.by_vocabulary.get(vocabulary, [])])

    return read


def _choice(value: str, allowed: Iterable[str]) -> str:
    allowed = list(allowed)
    if value not in allowed:
        raise ValueFault(
            _("“%(value)s” is not known here. Choose one of: %(allowed)s.")
            % {"value": excerpt(value), "allowed": ", ".join(allowed)}
        )
    return value


def read_content_language(value: str, concepts: Concepts) -> str:
    return _choice(value, content_languages())


def read_spoken_language(value: str, concepts: Concepts) -> str:
    """Read any BCP 47 tag, whether or not a concept has a label for it."""
    if not _LANGUAGE.fullmatch(value):
        raise ValueFault(_("Give a language code such as fi, ar or ckb."))
    primary, _hyphen, rest = value.partition("-")
    return f"{primary.lower()}-{rest}" if rest else primary.lower()


@_of_any_script
def read_municipality(value: str, concepts: Concepts) -> str:
    if not (len(value) == 3 and NUMBER.fullmatch(value) and has_municipality(value)):
        raise ValueFault(
            _("“%(value)s” is not a municipality's official code of three digits, such as 049.")
            % {"value": excerpt(value)}
        )
    return value


@_of_any_script
def read_area(value: str, concepts: Concepts) -> str:
    if not (_AREA.fullmatch(value) and has_area(value)):
        raise ValueFault(
            _("“%(value)s” is not an official area. Give its kind and code, such as maakunta:01.")
            % {"value": excerpt(value)}
        )
    return value


def read_slug(value: str, concepts: Concepts) -> str:
    if not _SLUG.fullmatch(value):
        raise ValueFault(_("Give a portal's short name, as in its address."))
    return value


def read_uuid(value: str, concepts: Concepts) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise ValueFault(
            _("“%(value)s” is not an identifier. Give one as the answers have it.") % {"value": excerpt(value)}
        ) from None


@_of_any_script
def read_position(value: str, concepts: Concepts) -> tuple[float, float]:
    """Read latitude and longitude in WGS 84 degrees, rounded to about a metre."""
    parts = [decimal(part.strip()) for part in value.split(",")]
    match parts:
        case [float() as lat, float() as lon] if abs(lat) <= 90 and abs(lon) <= 180:
            return round(lat, 5) + 0.0, round(lon, 5) + 0.0
    raise ValueFault(_("Give latitude and longitude in degrees, such as 60.2055,24.6559."))


def position_text(value: tuple[float, float]) -> str:
    return ",".join(number_text(degrees) for degrees in value)


@_of_any_script
def read_radius(value: str, concepts: Concepts) -> float:
    """Read kilometres, rounded to metres."""
    number = decimal(value)
    if number is None or not 0.001 <= number <= MAX_RADIUS_KM:
        raise ValueFault(
            _("Give a distance in kilometres, more than 0 and at most %(count)s.") % {"count": MAX_RADIUS_KM}
        )
    return round(number, 3)


def number_text(value: float) -> str:
    """Return at most five decimals: of a degree, that is about a metre."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


@_of_any_script
def read_weekday(value: str, concepts: Concepts) -> int:
    try:
        return whole_number(value, 1, 7)
    except ValueFault:
        raise ValueFault(_("Give a weekday as a number from 1 (Monday) to 7 (Sunday).")) from None


@_of_any_script
def read_date(value: str, concepts: Concepts) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(value) if _DATE.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueFault(_("“%(value)s” is not a date. Give one as year-month-day.") % {"value": excerpt(value)})
    _check_year(day.year)
    return day


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueFault(_("Give a year from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR})


@_of_any_script
def read_time(value: str, concepts: Concepts) -> datetime.time:
    match = _TIME.fullmatch(value)
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 99)
    if hour > 23 or minute > 59:
        raise ValueFault(_("“%(value)s” is not a time of day. Give one such as 17:30.") % {"value": excerpt(value)})
    return datetime.time(hour, minute)


def time_text(value: datetime.time) -> str:
    return value.strftime("%H:%M")


@_of_any_script
def read_end_time(value: str, concepts: Concepts) -> datetime.time:
    """Read the time of day until which something lasts: midnight, 24:00 or 00:00, is the end of the day."""
    match = _TIME.fullmatch(value)
    return datetime.time() if match and (int(match[1]), int(match[2] or 0)) == (24, 0) else read_time(value, concepts)


def end_time_text(value: datetime.time) -> str:
    return "24:00" if is_end_of_day(value) else time_text(value)


def is_end_of_day(end: datetime.time) -> bool:
    """Return whether an end is midnight. A day has no other end at 00:00: nothing is over when it begins."""
    return end == datetime.time()


@_of_any_script
def read_moment(value: str, concepts: Concepts) -> datetime.datetime:
    """Read an ISO 8601 date or moment, in Finnish time where it has no zone.

    A space before the offset is read as the plus sign that an address would have to write as %2B.
    """
    try:
        moment = datetime.datetime.fromisoformat(
            re.sub(r" (?=[0-9]{2}:?[0-9]{2}$)", "+", value) if "T" in value else value
        )
    except ValueError:
        raise ValueFault(
            _("“%(value)s” is not a moment. Give one such as 2026-03-01T12:00:00Z.") % {"value": excerpt(value)}
        ) from None
    _check_year(moment.year)
    if timezone.is_naive(moment):
        moment = moment.replace(tzinfo=timezone.get_default_timezone())
    return moment.astimezone(datetime.UTC)


def moment_text(value: datetime.datetime) -> str:
    """Return ISO 8601 in UTC, with the microseconds that ``modified_since`` compares."""
    return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")


def local_day(moment: datetime.datetime) -> datetime.date:
    """Return the day that it is in Finland at ``moment``."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def read_truth(value: str, concepts: Concepts) -> bool:
    answers = {"true": True, "1": True, "on": True, "false": False, "0": False}
    if value.lower() not in answers:
        raise ValueFault(_("Give true or false."))
    return answers[value.lower()]


def truth_text(value: bool) -> str:
    return "true" if value else "false"


@_of_any_script
def read_days(value: str, concepts: Concepts) -> int:
    return whole_number(value, 1, MAX_CONFIRMED_WITHIN)


@_of_any_script
def read_page(value: str, concepts: Concepts) -> int:
    return whole_number(value, 1, 999_999_999)


@_of_any_script
def read_page_size(value: str, concepts: Concepts) -> int:
    return whole_number(value, 1, 100)


def read_fields(value: str, concepts: Concepts) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    if len(value) > 1000 or not all(_FIELD.fullmatch(name) for name in names):
        raise ValueFault(_("Give names of fields of an item, separated by commas."))
    return names


def fields_text(value: tuple[str, ...]) -> str:
    return ",".join(value)
