"""The places that a remark can stand at, and where another wording can be suggested."""

from __future__ import annotations

from typing import Any

from editorial.announcing.form_sections import SECTIONS, Folded, Name, Together
from editorial.announcing.question_words import ROW_QUESTIONS, ROWS
from editorial.own_organisations.organisation_form import PAGE_FIELDS
from editorial.remarks.string_places import strings_of
from editorial.text_changes.text_places import TextPlace
from listings.models import ActivityPage, FamilyPage


def can_be_remarked(page: Any, name: str) -> bool:
    """Whether the desk's form of a page asks something of this name; whether there is such a row isn't asked."""
    if not isinstance(page, FamilyPage):
        return False
    place = TextPlace.of(name)
    if place.string:
        return name in strings_of(page)
    if place.is_row:
        questions = ROW_QUESTIONS.get(place.name, {}) if _is_first_activity(page) else {}
        return bool(questions) and (not place.field or place.field in questions)
    return place.name in _asked(page)


def takes_suggestion(page: Any, name: str) -> bool:
    """Whether what stands there is a text of its own, for which another wording can be suggested.

    A translation that is written string by string takes wordings of its strings, and not of whole fields.
    """
    if not can_be_remarked(page, name):
        return False
    return bool(TextPlace.of(name).string) or (name in page.text_fields and not strings_of(page))


def _is_first_activity(page: FamilyPage) -> bool:
    return isinstance(page, ActivityPage) and page.is_source


def _asked(page: FamilyPage) -> set[str]:
    if _is_first_activity(page):
        return {*ROWS, *(name for section in SECTIONS for name in _flat(section.names))}
    return {*PAGE_FIELDS, "logo"} if page.is_source else set(page.text_fields)


def _flat(names: tuple[Name, ...]) -> list[str]:
    found: list[str] = []
    for name in names:
        if isinstance(name, str):
            found.append(name)
        elif isinstance(name, Together | Folded):
            found += _flat(name.names)
    return found
