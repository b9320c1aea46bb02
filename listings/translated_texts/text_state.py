"""``FamilyPage.text_state``: what a version knows of its texts beside them, as JSON of version 1.

A translation says for each text what it was made from. The source says which strings mean the same as others did
before (only their wording changed), and on which day each public text changed. Strings are there as digests alone.
"""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from listings.translated_texts.text_strings import Strings

_VERSION = 1
#: How many earlier wordings of a string are remembered.
_WORDINGS = 30


@dataclass(frozen=True)
class Origin:
    """What a text was made from: the strings of the original, and those of the text that came of it.

    ``is_assumed``: it was made from these as a whole; nobody said so, or which string was made from which.
    """

    original: Strings
    text: Strings
    is_assumed: bool = False

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Origin:
        return cls(tuple(said["original"]), tuple(said["text"]), bool(said.get("assumed")))

    @property
    def is_one_to_one(self) -> bool:
        """Whether each string counts as made from the one at its place: there are as many."""
        return not self.is_assumed and len(self.original) == len(self.text)

    def with_text(self, text: Strings) -> Origin:
        """Return the origin of a text that was changed without its original: strings stay paired where one differs."""
        is_paired = len(text) == len(self.text) and sum(map(operator.ne, text, self.text)) <= 1
        return Origin(self.original, text, self.is_assumed or not is_paired)


@dataclass(frozen=True)
class TextState:
    """``made_from`` by text. ``same_as``: by text, and by a string's digest, those of its earlier wordings; a whole
    text has a digest, too. ``changed_on``: by text, an ISO date. ``original``: the language of the original, where no
    record says it; empty on the original.
    """

    made_from: Mapping[str, Origin] = field(default_factory=dict)
    same_as: Mapping[str, Mapping[str, Iterable[str]]] = field(default_factory=dict)
    changed_on: Mapping[str, str] = field(default_factory=dict)
    original: str = ""

    @classmethod
    def of(cls, page: Any) -> TextState:
        """What a page says; nothing of a part that is in a form that isn't known here."""
        return cls.from_json(page.text_state)

    @classmethod
    def from_json(cls, data: Any) -> TextState:
        if not isinstance(data, dict) or data.get("version") != _VERSION:
            return cls()
        original = data.get("original", "")
        return cls(
            made_from={name: Origin.from_json(said) for name, said in _known(data, "made_from", _is_origin)},
            same_as=dict(_known(data, "same_as", _are_wordings)),
            changed_on=dict(_known(data, "changed_on", _is_day)),
            original=original if isinstance(original, str) else "",
        )

    def to_json(self) -> dict[str, Any]:
        """Return the form in which it is stored; parts that say nothing aren't in it."""
        parts: dict[str, Any] = {
            "made_from": {name: _origin_json(origin) for name, origin in sorted(self.made_from.items())},
            "same_as": {
                name: {digest: list(earlier)[:_WORDINGS] for digest, earlier in sorted(by_string.items())}
                for name, by_string in sorted(self.same_as.items())
                if by_string
            },
            "changed_on": dict(sorted(self.changed_on.items())),
            "original": self.original,
        }
        said = {name: part for name, part in parts.items() if part}
        return {"version": _VERSION, **said} if said else {}

    def with_origins(self, origins: Mapping[str, Origin]) -> TextState:
        return replace(self, made_from={**self.made_from, **origins})


def _origin_json(origin: Origin) -> dict[str, Any]:
    said: dict[str, Any] = {"original": list(origin.original), "text": list(origin.text)}
    return {**said, "assumed": True} if origin.is_assumed else said


def _known(data: Mapping[str, Any], part: str, is_known: Callable[[Any], bool]) -> Iterator[tuple[str, Any]]:
    """Yield what a part says by text, without what has another form."""
    said = data.get(part)
    for name, value in said.items() if isinstance(said, dict) else ():
        if is_known(value):
            yield name, value


def _is_origin(value: Any) -> bool:
    return isinstance(value, dict) and all(_are_strings(value.get(name)) for name in ("original", "text"))


def _are_wordings(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_are_strings, value.values()))


def _are_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_day(value: Any) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True
