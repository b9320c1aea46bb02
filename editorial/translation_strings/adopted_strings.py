"""Strings of a version that was written as a whole, as translations of its original's strings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from editorial.translation_strings.source_strings import block_fields
from editorial.translation_strings.stored_strings import Place
from listings.translated_texts.origins import standings

#: A segment's path inside its block or field, and its string.
_Strings = list[tuple[str, str]]


def adopted_strings(version: Any, source: Any) -> dict[Place, str]:
    """Return what a version says of the original's strings. No statement.

    Of a text that still holds, and of each block that does; where original and version have other strings in it,
    nobody knows which belongs to which.
    """
    said, asked = _by_part(version), _by_part(source)
    found: dict[Place, str] = {}
    for part, of_version in _pairs(version, source):
        there, here = asked[part], said[of_version]
        if [path for path, _data in there] == [path for path, _data in here]:
            places = ((f"{part}.{path}".rstrip("."), data) for path, data in there)
            found.update(zip(places, (data for _path, data in here), strict=True))
    return found


def _pairs(version: Any, source: Any) -> Iterator[tuple[str, str]]:
    """Yield the part of the original, and that of the version which is its translation."""
    blocks = block_fields(type(source))
    for name, standing in standings(version, source).items():
        if name not in blocks:
            if not standing.is_outdated:
                yield name, name
            continue
        own, original = list(getattr(version, name)), list(getattr(source, name))
        places = standing.places if standing.is_outdated else tuple(range(len(own)))
        if len(places) == len(original):
            for block, place in zip(original, places, strict=True):
                if place is not None and own[place].block_type == block.block_type:
                    yield f"{name}.{block.id}", f"{name}.{own[place].id}"


def _by_part(page: Any) -> dict[str, _Strings]:
    found: dict[str, _Strings] = defaultdict(list)
    blocks = block_fields(type(page))
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            name, _dot, rest = segment.path.partition(".")
            key, _dot, path = rest.partition(".") if name in blocks else ("", "", "")
            found[f"{name}.{key}" if key else name].append((path, segment.string.data))
    return found
