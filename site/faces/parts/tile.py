"""A tile that leads to a part of the pool."""

from __future__ import annotations

from dataclasses import dataclass

from faces.parts.localized_text import Text


@dataclass(frozen=True)
class Tile:
    """A theme or a part of one: where it leads, and how many activities it has."""

    icon: str
    label: Text
    count_words: str
    url: str
