"""Texts of an activity that name days or people: a copy takes them along, and they may be wrong for the new season."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst

from listings.models import ActivityPage
from listings.rich_text import plain_text
from regions.languages import direction, own_name
from regions.written.digits import ascii_digits

#: A day as 12.1., 12.1.2027, 12/1/2027 or 2027-01-12, or a year.
_DAY = re.compile(
    r"\b(?:\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{4}-\d{2}-\d{2}|20\d{2})(?!\d)"
)
#: Characters around what was found, and findings in one text.
_AROUND, _MOST = 40, 3
#: Parts of a name that are shorter name nobody.
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class TextToCheck:
    """A text and what in it needs a look, in pieces: (text, whether it is what was found)."""

    field: str
    label: str
    language: str
    language_name: str
    direction: str
    pieces: tuple[tuple[str, bool], ...]

    @property
    def marked(self) -> str:
        """The pieces as HTML."""
        pieces = ((format_html("<mark>{}</mark>", text) if found else text,) for text, found in self.pieces)
        return format_html_join("", "{}", pieces)


def texts_to_check(versions: Iterable[ActivityPage], names: Iterable[str]) -> list[TextToCheck]:
    """``versions``: the pages of the family; ``names``: people of its contacts."""
    return list(_found(versions, _name_pattern(names)))


def _found(versions: Iterable[ActivityPage], name: re.Pattern[str] | None) -> Iterator[TextToCheck]:
    for page in versions:
        for field in page.text_fields:
            text = getattr(page, field) or ""
            text = plain_text(text) if field == "description" else text
            pieces = tuple(_pieces(text, name))
            if pieces:
                label = capfirst(str(ActivityPage._meta.get_field(field).verbose_name))
                code = page.language
                yield TextToCheck(field, label, code, own_name(code), direction(code), pieces)


def _pieces(text: str, name: re.Pattern[str] | None) -> Iterator[tuple[str, bool]]:
    """Yield what stands around the findings, and they themselves, marked; what lies far between is left out."""
    spans = [match.span() for match in _DAY.finditer(ascii_digits(text))]
    spans += [match.span() for match in name.finditer(text)] if name else []
    spans = _apart(spans)[:_MOST]
    at = max(spans[0][0] - _AROUND, 0) if spans else 0
    for first, last in spans:
        between = text[at:first]
        if at and len(between) > 2 * _AROUND:
            between = f"{between[:_AROUND]} … {between[-_AROUND:]}"
        yield between, False
        yield text[first:last], True
        at = last
    if spans:
        yield text[at : at + _AROUND], False


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the findings in order, without those that lie in another."""
    kept: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if not kept or first >= kept[-1][1]:
            kept.append((first, last))
    return kept


def _name_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    parts = {part for name in names for part in name.split() if len(part) >= _SHORTEST_NAME}
    if not parts:
        return None
    words = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\w*", re.IGNORECASE)
