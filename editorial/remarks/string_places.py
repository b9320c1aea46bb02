"""The strings of a translation as places of remarks: where translators write it, string by string."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from editorial.compared_strings.version_strings import VersionString, version_strings
from editorial.text_changes.place_labels import place_label
from editorial.text_changes.text_places import TextPlace
from editorial.translation_orders.translated_texts import public_text
from editorial.translation_strings.source_strings import PREFIX
from listings.models import FamilyPage

_READ = "_strings_for_remarks"


def strings_of(page: Any) -> Mapping[str, VersionString]:
    """Return the strings of a translators' version by the name of their place; none of all other pages.

    What an organisation writes in a second language itself has fields alone. Read once for each object of a page, with
    at most six statements.
    """
    if not isinstance(page, FamilyPage) or page.pk is None:
        return {}
    found: Mapping[str, VersionString] | None = page.__dict__.get(_READ)
    if found is None:
        found = {one.name: one for one in _read(page)}
        page.__dict__[_READ] = found
    return found


def _read(page: FamilyPage) -> list[VersionString]:
    text = public_text(page.translation_key, page.language) if not page.is_source else None
    return [] if text is None or text.is_own else version_strings(page, text.source)


def remark_label(page: Any, name: str) -> str:
    """Return what a place is called; a string by its field and its number in it: "Description (2)"."""
    label, place = place_label(page, name), TextPlace.of(name)
    if not place.string:
        return label
    names = [key for key in strings_of(page) if TextPlace.of(key).name == place.name]
    return f"{label} ({names.index(name) + 1})" if name in names and len(names) > 1 else label


def control_name(name: str) -> str:
    """Return the name of the control of the desk's form at a place."""
    place = TextPlace.of(name)
    return f"{PREFIX}{place.string}" if place.string else name
