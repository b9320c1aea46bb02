"""The rows of a page in words: times, dates, breaks, languages, contacts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.text_changes.field_words import field_words, language_words
from listings.schedule.wording import format_date, format_date_range, format_time_range
from listings.schedule.words import words_for

_SEPARATOR = " · "
#: Fields of a row that only say where it stands.
_PLACES = frozenset({"id", "sort_order"})


def row_words(kind: str, row: Any) -> str:
    """Return a row in one line: "ke 17.30–19", "puhelin 040 123 4567"."""
    return _WORDS.get(kind, _any_row)(row)


def _slot(row: Any) -> str:
    words = words_for(_language())
    days = words.comma.join(words.weekdays_short[day - 1] for day in row.weekdays if 1 <= day <= 7)
    return " ".join(filter(None, (days, _times(row))))


def _date(row: Any) -> str:
    day = format_date(row.date, _language(), with_year=True, weekday="short") if row.date else ""
    return " ".join(filter(None, (day, _times(row))))


def _break(row: Any) -> str:
    days = format_date_range(row.first, row.last or row.first, _language()) if row.first else ""
    return _SEPARATOR.join(filter(None, (days, row.reason)))


def _spoken(row: Any) -> str:
    return _SEPARATOR.join((language_words(row.language), str(row.get_role_display())))


def _contact(row: Any) -> str:
    parts = [str(row.get_role_display()), row.name, row.phone, row.email]
    if row.consent_on:
        parts.append(_("agreed on %(day)s") % {"day": _day(row.consent_on)})
    elif row.name:
        parts.append(_("no consent"))
    if row.keep_until:
        parts.append(_("shown until %(day)s") % {"day": _day(row.keep_until)})
    return _SEPARATOR.join(filter(None, parts))


def _any_row(row: Any) -> str:
    fields = [field for field in row._meta.concrete_fields if field.name not in _PLACES and not field.is_relation]
    return _SEPARATOR.join(filter(None, (field_words(row, field) for field in fields)))


def _times(row: Any) -> str:
    return format_time_range(row.start, row.end, _language()) if row.start else ""


def _day(day: Any) -> str:
    return format_date(day, _language(), with_year=True)


def _language() -> str:
    return get_language() or "fi"


_WORDS: dict[str, Callable[[Any], str]] = {
    "slots": _slot,
    "dates": _date,
    "exceptions": _break,
    "spoken_languages": _spoken,
    "contacts": _contact,
}
