"""Parts of a generated pool's texts, from ``data/generated_texts.json``, in five languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parents[1] / "data" / "generated_texts.json"

#: One text in all languages of the file.
Words = Mapping[str, str]


@dataclass(frozen=True)
class Kind:
    """A kind of activity: titles, descriptions, and the facts that belong to it.

    ``weight`` is how often it occurs. Shares are probabilities from 0 to 1.
    """

    weight: float
    section: str
    format: str
    themes: tuple[str, ...]
    target_groups: tuple[str, ...]
    titles: tuple[Words, ...]
    about: Words
    levels: tuple[str, ...]
    level_language: str
    spoken: tuple[str, ...]
    modes: tuple[str, ...]
    sign_up: tuple[str, ...]
    ages: tuple[int, int] | None
    children: float
    childcare: float
    paid: float
    sensitive: float


@dataclass(frozen=True)
class SpokenLanguage:
    """A language of activities, with its words for the end of a title."""

    language: str
    words: Words
    weight: float


@dataclass(frozen=True)
class Texts:
    languages: tuple[str, ...]
    kinds: tuple[Kind, ...]
    #: (target group, words for the end of a title)
    audiences: tuple[tuple[str, Words], ...]
    spoken: tuple[SpokenLanguage, ...]
    sentences: tuple[Words, ...]
    names: tuple[str, ...]
    first_names: tuple[str, ...]
    #: (type of organisation, weight, patterns of names)
    organisation_types: tuple[tuple[str, float, tuple[str, ...]], ...]
    organisation_description: Words
    venues: tuple[str, ...]
    streets: tuple[str, ...]
    districts: tuple[str, ...]
    tags: tuple[str, ...]
    #: Why an activity is on a break or cancelled, by status.
    reasons: Mapping[str, tuple[str, ...]]
    #: Thousands of inhabitants of the larger towns, by code.
    inhabitants: Mapping[str, float]
    #: Codes of towns where many write in Swedish.
    swedish_towns: frozenset[str]


@lru_cache(maxsize=1)
def texts() -> Texts:
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    languages = tuple(data["languages"])

    def words(row: list[str]) -> Words:
        return dict(zip(languages, row, strict=True))

    organisations = data["organisations"]
    return Texts(
        languages=languages,
        kinds=tuple(_kind(kind, words) for kind in data["kinds"]),
        audiences=tuple((row["target_group"], words(row["words"])) for row in data["audiences"]),
        spoken=tuple(SpokenLanguage(row["language"], words(row["words"]), row["weight"]) for row in data["spoken"]),
        sentences=tuple(words(row) for row in data["sentences"]),
        names=tuple(data["names"]),
        first_names=tuple(organisations["first"]),
        organisation_types=tuple((row["type"], row["weight"], tuple(row["names"])) for row in organisations["types"]),
        organisation_description=words(organisations["description"]),
        venues=tuple(data["venues"]),
        streets=tuple(data["streets"]),
        districts=tuple(data["districts"]),
        tags=tuple(data["tags"]),
        reasons={status: tuple(reasons) for status, reasons in data["reasons"].items()},
        inhabitants=data["municipalities"],
        swedish_towns=frozenset(data["swedish"]),
    )


def _kind(data: dict[str, Any], words: Any) -> Kind:
    ages = data.get("ages")
    return Kind(
        weight=data["weight"],
        section=data.get("section", "activity"),
        format=data["format"],
        themes=tuple(data["themes"]),
        target_groups=tuple(data["target_groups"]),
        titles=tuple(words(row) for row in data["titles"]),
        about=words(data["about"]),
        levels=tuple(data.get("levels", ("none",))),
        level_language=data.get("level_language", "fi"),
        spoken=tuple(data.get("spoken", ("fi",))),
        modes=tuple(data.get("modes", ("in_person",))),
        sign_up=tuple(data.get("sign_up", ("none", "none", "none", "contact", "required"))),
        ages=(ages[0], ages[1]) if ages else None,
        children=data.get("children", 0.25),
        childcare=data.get("childcare", 0.06),
        paid=data.get("paid", 0.06),
        sensitive=data.get("sensitive", 0.0),
    )
