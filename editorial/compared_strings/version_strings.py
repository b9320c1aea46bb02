"""The strings of an original, and what a version says in place of each: read from the version itself.

Translations that are stored string by string may be newer than the version that waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from editorial.text_changes.text_places import TextPlace
from editorial.translation_strings.source_strings import PREFIX, SourceString, rich_fields
from listings.translated_texts.origins import standings
from listings.translated_texts.outdated import Standing
from listings.translated_texts.text_strings import text_strings


@dataclass(frozen=True)
class VersionString:
    """``own``: what the version says; None where it says nothing. ``is_outdated``: it is of an earlier original."""

    string: SourceString
    own: SourceString | None
    is_outdated: bool = False

    @property
    def name(self) -> str:
        """The name of its place, for remarks."""
        return place_name(self.string)

    @property
    def typed(self) -> str:
        return self.own.typed if self.own is not None else ""


def place_name(string: SourceString) -> str:
    """Return the name of a string's place: the same as long as the original says it in this field."""
    return TextPlace.name_of_string(string.field, string.name.removeprefix(PREFIX))


def version_strings(version: Any, source: Any) -> list[VersionString]:
    """Return the strings of a version in the original's order; one that the original says twice is there once.

    A field is left out whose parts can't be told apart: it wasn't made string by string. No statement.
    """
    originals, own = all_strings(source), all_strings(version)
    found: dict[str, VersionString] = {}
    standing_by_field = standings(version, source)
    for field, strings in originals.items():
        count = len(text_strings(version, field)) if field in standing_by_field else 0
        pairs = _pairs(strings, own.get(field, []), standing_by_field.get(field), count)
        for one in pairs or ():
            found.setdefault(one.name, one)
    return list(found.values())


def all_strings(page: Any) -> dict[str, list[SourceString]]:
    """Return the strings of a page's texts by field, each as often as it is said."""
    rich = rich_fields(type(page))
    found: dict[str, list[SourceString]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            string = SourceString(segment.path, segment.string.data, segment.attrs or {}, segment.path in rich)
            found[segment.path].append(string)
    return found


def _pairs(
    strings: list[SourceString], own: list[SourceString], standing: Standing | None, count: int
) -> list[VersionString] | None:
    if standing is None:
        return None
    if not own:
        return [VersionString(string, None) for string in strings]
    if not standing.is_outdated:
        is_same = len(strings) == len(own)
        return [VersionString(*pair) for pair in zip(strings, own, strict=True)] if is_same else None
    places = standing.places if len(standing.places) == len(strings) and len(own) == count else ()
    if not places and len(strings) == len(own) == 1:
        places = (None,)
    return list(_placed(strings, own, places)) if places else None


def _placed(
    strings: list[SourceString], own: list[SourceString], places: tuple[int | None, ...]
) -> Iterator[VersionString]:
    """A string that the original has changed stands beside what the version says at the same place, if it is free."""
    taken = {place for place in places if place is not None}
    for number, (string, place) in enumerate(zip(strings, places, strict=True)):
        if place is not None:
            yield VersionString(string, own[place])
        else:
            is_free = number < len(own) and number not in taken
            yield VersionString(string, own[number] if is_free else None, is_outdated=True)
