"""What a changed string of the original said before, and how that was translated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from editorial.text_changes.word_differences import Piece, word_differences
from editorial.translation_strings.source_strings import SourceString
from editorial.translation_strings.stored_strings import Place, StoredStrings

#: Strings that have less in common are different strings.
_LEAST_ALIKE = 0.4
#: Characters that are compared, and strings that are gone: comparing takes their product.
_MOST_CHARACTERS, _MOST_GONE = 1000, 100


@dataclass(frozen=True)
class EarlierString:
    """``translation`` as one types it; ``pieces``: what the original said, with what it says now in its place."""

    translation: str
    pieces: list[Piece]


def earlier_strings(strings: list[SourceString], stored: StoredStrings) -> dict[str, EarlierString]:
    """Return by name the strings without a translation that stand in for one that is gone from the same field.

    Each translation is shown once, at the string that is most like its original.
    """
    gone = stored.earlier(strings)
    untranslated = [string for string in strings if stored.get(string) is None]
    pairs = sorted(_pairs(untranslated, list(gone)[:_MOST_GONE]), key=lambda pair: -pair[0])
    found: dict[str, EarlierString] = {}
    used: set[Place] = set()
    for _likeness, string, place in pairs:
        if string.name in found or place in used:
            continue
        used.add(place)
        pieces = word_differences(string.typed_of(place[1]), string.typed)
        found[string.name] = EarlierString(string.typed_of(gone[place].data), pieces)
    return found


def _pairs(strings: list[SourceString], gone: list[Place]) -> Iterable[tuple[float, SourceString, Place]]:
    for string in strings:
        for place in gone:
            if place[0] == string.field:
                likeness = _likeness(string.data, place[1])
                if likeness >= _LEAST_ALIKE:
                    yield likeness, string, place


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one[:_MOST_CHARACTERS], other[:_MOST_CHARACTERS], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _LEAST_ALIKE else 0.0
