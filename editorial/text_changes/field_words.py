"""The value of a page's field in words of the active language."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField

from editorial.announcing.question_words import WEEKS_OF_MONTH
from editorial.text_changes.stream_words import html_words, stream_words
from listings.forms import spoken_language_choices
from listings.models import Venue
from listings.schedule.wording import format_date, format_time_range
from regions.languages import own_name

#: Fields that hold a language's code.
_LANGUAGES = frozenset({"level_language", "language"})
_WEEKS = dict(WEEKS_OF_MONTH)


def field_words(row: Any, field: Any) -> str:
    """Return what stands in a field of a page or of one of its rows; empty where nothing does."""
    if field.many_to_many:
        chosen = getattr(row, field.name).all()
        return ", ".join(sorted(str(one) for one in (chosen.titled() if hasattr(chosen, "titled") else chosen)))
    value = getattr(row, field.name)
    if value is None or value == "":
        return ""
    if isinstance(field, StreamField):
        return stream_words(value)
    if isinstance(field, RichTextField):
        return html_words(value)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if field.name in _LANGUAGES:
        return language_words(value)
    return _value_words(field, value)


def language_words(code: str) -> str:
    """Return a language's name in the active language, else its own, else its code."""
    return dict(spoken_language_choices()).get(code) or own_name(code)


def _value_words(field: Any, value: Any) -> str:
    language = get_language() or "fi"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Venue):
        return venue_words(value)
    if isinstance(value, datetime.date):
        return format_date(value, language, with_year=True, weekday="short")
    if isinstance(value, datetime.time):
        return format_time_range(value, None, language)
    if isinstance(value, Decimal):
        return f"{localize(value)} €" if field.name.endswith("_eur") else str(localize(value))
    if isinstance(value, Iterable) and not isinstance(value, str | models.Model):
        return ", ".join(str(_WEEKS.get(one, one)) for one in value)
    return str(value)


def venue_words(venue: Venue) -> str:
    """Return a place with its address; a hidden one says so."""
    parts = [venue.name, venue.street, f"{venue.postal_code} {venue.municipality}".strip()]
    words = ", ".join(part for part in parts if part)
    return f"{words} ({_('the address is hidden')})" if venue.address_hidden else words
