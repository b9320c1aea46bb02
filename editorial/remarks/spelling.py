"""Whether a correction changes nothing but spelling, so that a text may be approved with it.

Narrow on purpose: what isn't surely spelling is a suggestion, which its writer takes or doesn't.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from editorial.remarks.fact_words import says_fact

#: Characters that may differ in one word.
MOST_CHARACTERS = 2

_PIECE = re.compile(r"<[^<>]*>|\n|[^<\s]+|<")
_TAG = re.compile(r"</?\s*([a-z0-9]+)[^<>]*>", re.IGNORECASE)
#: Tags that don't part sentences.
_INLINE = frozenset({"a", "b", "strong", "i", "em", "span"})
#: Signs of an address: in the middle of a word, or at its start. Signs of a link as one types it, too.
_ADDRESS = re.compile(r"[@/\\\[\]]|www\.|[^\W\d_]\.[^\W\d_]", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?…:؟。]\W*$")
_LETTERS = re.compile(r"[^\W\d_]")
#: Signs that one types before a heading or an item of a list.
_LINE_SIGN = re.compile(r"#+|[-*•]|[0-9]{1,3}[.)]")


@dataclass(frozen=True)
class _Word:
    text: str
    begins_sentence: bool
    is_in_link: bool

    @property
    def letters(self) -> str:
        return "".join(_LETTERS.findall(self.text))

    @property
    def has_capital(self) -> bool:
        """Whether it is written as names are: with a capital where no sentence begins, or with one inside."""
        letters = self.letters
        inside = letters[1:] if self.begins_sentence else letters
        return inside != inside.lower()


def is_spelling_only(before: str, after: str) -> bool:
    """Whether two wordings, HTML or plain, differ in nothing but the spelling of words.

    They have the same words in the same mark-up and lines, of which some differ in at most ``MOST_CHARACTERS``
    characters and keep more than they change. No word that differs has a digit, is a name, belongs to a link or an
    address, or says when or how many. A name has a capital where no sentence begins, in either wording and wherever
    else it stands; words of a writing without capitals are never surely spelling. The same text twice is no correction.
    """
    one, other = _pieces(before), _pieces(after)
    if len(one) != len(other):
        return False
    pairs = [(old, new) for old, new in zip(one, other, strict=True) if old != new]
    if not pairs:
        return False
    names = _names(one) | _names(other)
    return all(isinstance(old, _Word) and isinstance(new, _Word) and _is_respelt(old, new, names) for old, new in pairs)


def _is_respelt(old: _Word, new: _Word, names: set[str]) -> bool:
    words = (old, new)
    if any(word.is_in_link or _ADDRESS.search(word.text) or not _has_case(word.letters) for word in words):
        return False
    if any(char.isnumeric() for word in words for char in word.text):
        return False
    if any(word.has_capital or word.letters.lower() in names for word in words):
        return False
    if _symbols(old.text) != _symbols(new.text) or any(says_fact(word.letters) for word in words):
        return False
    distance = edit_distance(old.text, new.text)
    return distance <= MOST_CHARACTERS and 2 * distance < max(len(old.letters), len(new.letters))


def edit_distance(one: str, other: str) -> int:
    """Return how many characters are put in, taken out or replaced to make one of the other."""
    row = list(range(len(other) + 1))
    for number, char in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, wanted in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (char != wanted))
    return row[-1]


def _pieces(text: str) -> list[_Word | str]:
    """Return the words, and between them tags and ends of lines as they are."""
    return list(_read(_PIECE.findall(text.replace("\r\n", "\n"))))


def _read(found: Iterable[str]) -> Iterator[_Word | str]:
    begins, links = True, 0
    for piece in found:
        tag = _TAG.fullmatch(piece)
        if tag is not None:
            links += (-1 if piece.startswith("</") else 1) if tag[1].lower() == "a" else 0
            begins = begins or tag[1].lower() not in _INLINE
            yield piece
        elif piece == "\n" or (begins and _LINE_SIGN.fullmatch(piece)):
            begins = True
            yield piece
        else:
            word = unescape(piece)
            yield _Word(word, begins, links > 0)
            begins = _ENDS_SENTENCE.search(word) is not None


def _names(pieces: list[_Word | str]) -> set[str]:
    """The words that are written as names somewhere."""
    return {piece.letters.lower() for piece in pieces if isinstance(piece, _Word) and piece.has_capital}


def _has_case(letters: str) -> bool:
    return bool(letters) and all(char.lower() != char.upper() for char in letters)


def _symbols(text: str) -> list[str]:
    """Signs that mean something by themselves: of money, of sums, and what isn't seen."""
    return [char for char in text if unicodedata.category(char)[0] in "SC"]
