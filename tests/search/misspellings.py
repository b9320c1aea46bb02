"""Words that people type, right and misspelled, from ``data/spelling/``: how the lists become cases of a test."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent / "data" / "spelling"
LANGUAGES: Final = ("fi", "sv", "en", "ru", "uk", "et", "ar", "fa")

_LATIN: Final = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_KEYBOARDS: Final = {
    "ru": ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    "uk": ("йцукенгшщзхї", "фівапролджє", "ячсмитьбю"),
    "ar": ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ"),
    "fa": ("ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو"),
}
#: Letters of the shortest word that is misspelled by rule.
_SHORTEST: Final = 5


@dataclass(frozen=True, slots=True)
class WordList:
    """One language's file. ``typed``: (misspelling, word) as people wrote them; ``visited``: words to be misspelled."""

    right: tuple[str, ...]
    visited: tuple[str, ...]
    typed: tuple[tuple[str, str], ...]


def read_words(language: str) -> WordList:
    sections: dict[str, list[str]] = {"right": [], "visited": [], "typed": []}
    name = ""
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line:
            sections[name].append(line)
    typed = tuple((first, second) for first, second in map(str.split, sections["typed"]))
    return WordList(_words(sections["right"]), _words(sections["visited"]), typed)


def _words(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for line in lines for word in line.split()))


def misspelled(words: Iterable[str], language: str, number: int) -> list[tuple[str, str]]:
    """Return the first words of at least five letters, each with one mistake, as (misspelling, word).

    In turn two letters are swapped, one is left out, one doubled, one replaced by its neighbour on the keyboard. Which
    letter it is follows from the word; the first and the last stay.
    """
    long = [word for word in dict.fromkeys(words) if len(word) >= _SHORTEST][:number]
    return [(_misspelled(word, language, rule % 4), word) for rule, word in enumerate(long)]


def _misspelled(word: str, language: str, rule: int) -> str:
    place = 1 + _hash(word) % (len(word) - 2)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    if rule == 0 and after[0] != letter:
        return before + after[0] + letter + after[1:]
    if rule == 2:
        return before + letter * 2 + after
    if rule == 3 and (neighbour := _neighbour(letter, language)):
        return before + neighbour + after
    return before + after


def _neighbour(letter: str, language: str) -> str:
    for row in _KEYBOARDS.get(language, _LATIN):
        if (place := row.find(letter)) >= 0:
            return row[place + 1] if place + 1 < len(row) else row[place - 1]
    return ""


def in_order(words: Iterable[str]) -> list[str]:
    """Return words in an order that has nothing to do with them and is always the same."""
    return sorted(set(words), key=lambda word: (_hash(word), word))


def is_unseen(text: str) -> bool:
    """Return whether a case is of the half that nobody looks at while the spelling is made."""
    return _hash(text) % 2 == 1


def _hash(text: str) -> int:
    return zlib.crc32(text.encode())
