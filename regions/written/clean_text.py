"""Texts without characters that have no meaning: what a paste from Word or a PDF brings along, unseen.

Only what nobody sees goes: control characters, non-characters, halves of characters, and marks that turn the order of
what follows (U+202A–U+202E, isolates without their other half). What separates words, such as Word's line break
U+000B, becomes a line break, or a space where a text has one line. Joiners, soft hyphens and the marks U+200E, U+200F
and U+061C stay: Persian and Arabic need them.
"""

from __future__ import annotations

import re
from typing import Any

_LINE_BREAKS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BREAK = re.compile(f"\r\n?|[{_LINE_BREAKS}]")
_SPACE = re.compile(f"\r\n|[\t\n\r{_LINE_BREAKS}]")
_NON_CHARACTERS = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
_NOISE = re.compile(f"[\0-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ufeff\ufdd0-\ufdef{_NON_CHARACTERS}]")
_HALVES = re.compile("[\ud800-\udfff]")
_ISOLATES = re.compile("[\u2066-\u2069\n]")
_END_OF_ISOLATE = "\u2069"


def clean_text(text: str, *, lines: bool = False) -> str:
    """The text without noise; ``lines``: it may have several lines, and tabs. Again = no change. Never longer.

    >>> clean_text("Kieli\\x00kahvila\\x0bEspoossa\\ufffe")
    'Kielikahvila Espoossa'
    """
    if text.isascii() and text.isprintable():
        return text
    if _HALVES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    text = _BREAK.sub("\n", text) if lines else _SPACE.sub(" ", text)
    return _without_lone_isolates(_NOISE.sub("", text))


def _without_lone_isolates(text: str) -> str:
    """Remove isolates that aren't closed in their line, and ends of isolates that nothing began."""
    lone: list[int] = []
    open_at: list[int] = []
    for match in _ISOLATES.finditer(text):
        if match.group() == "\n":
            lone += open_at
            open_at = []
        elif match.group() != _END_OF_ISOLATE:
            open_at.append(match.start())
        elif open_at:
            open_at.pop()
        else:
            lone.append(match.start())
    lone += open_at
    if not lone:
        return text
    gone = set(lone)
    return "".join(character for at, character in enumerate(text) if at not in gone)


def clean_value(value: Any, *, lines: bool = True) -> Any:
    """The same for every text in a value as JSON has it: lists and objects, keys included. Other values stay."""
    if isinstance(value, str):
        return clean_text(value, lines=lines)
    if isinstance(value, list | tuple):
        return type(value)(clean_value(item, lines=lines) for item in value)
    if isinstance(value, dict):
        return {clean_value(key, lines=False): clean_value(item, lines=lines) for key, item in value.items()}
    return value
