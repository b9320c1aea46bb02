"""What is known of one list parameter, and how values stand in addresses."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from search.query.readers import Reader


@dataclass(frozen=True)
class Parameter:
    """A name in addresses: how its text is read and written, where ``SearchQuery`` has it, what else is told of it.

    ``many``: may be repeated, meaning "or"; its value is then a sorted tuple. ``filters``: leaves documents out.
    ``is_code``: its values are codes of documents (``theme=work`` is ``theme:work``), kept in ``SearchQuery.codes``;
    the others have a field. ``facet``: results are counted by it. ``vocabulary``: whose concepts its values are.
    ``lifts``: how much a word that names one of its values says about what is looked for, against a theme; 0: words
    don't name them. ``label``: for people, where it has one; ``description``: for who programs.
    """

    name: str
    field: str
    read: Reader
    write: Callable[[Any], str] = str
    many: bool = False
    filters: bool = True
    default: object = None
    is_code: bool = False
    facet: bool = False
    lifts: float = 0.0
    vocabulary: str = ""
    label: str = ""
    description: str = ""


def truth_text(value: bool) -> str:
    return "true" if value else "false"


def number_text(value: float) -> str:
    """Five digits at most: of a degree that is a metre."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


def position_text(value: tuple[float, float]) -> str:
    return ",".join(number_text(degrees) for degrees in value)


def time_text(value: datetime.time) -> str:
    return value.strftime("%H:%M")


def moment_text(value: datetime.datetime) -> str:
    """In UTC, as precise as ``modified_since`` compares."""
    return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
