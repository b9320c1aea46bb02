"""The rows of one kind in two versions of a page, each beside the one that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from editorial.text_changes.change import Change
from editorial.text_changes.place_labels import place_label
from editorial.text_changes.row_words import row_words


def row_changes(kind: str, before: Any, after: Any) -> Iterator[Change]:
    """Yield the rows of the later version, each beside the earlier one that it stands for, and then those gone.

    ``before`` may be None.
    """
    lines = [
        [row_words(kind, row) for row in getattr(page, kind).all()] if page is not None else []
        for page in (before, after)
    ]
    places = _places(*lines)
    for number, line in enumerate(lines[1]):
        place, name = places[number], f"{kind}-{number}"
        yield Change(name, place_label(after, name), lines[0][place] if place is not None else "", line)
    for number, line in enumerate(lines[0]):
        if number not in places:
            yield Change(f"{kind}-was-{number}", place_label(after, kind), line, "")


def _places(before: Sequence[str], after: Sequence[str]) -> list[int | None]:
    """Return for each row which of the earlier ones it was: an equal one, else the most alike that no other row is."""
    left = list(range(len(before)))
    found: list[int | None] = []
    for line in after:
        place = next((number for number in left if before[number] == line), None)
        if place is not None:
            left.remove(place)
        found.append(place)
    for number, place in enumerate(found):
        if place is None and left:
            nearest = _nearest(before, left, after[number])
            left.remove(nearest)
            found[number] = nearest
    return found


def _nearest(before: Sequence[str], left: Sequence[int], line: str) -> int:
    return max(left, key=lambda number: SequenceMatcher(None, before[number], line).ratio())
