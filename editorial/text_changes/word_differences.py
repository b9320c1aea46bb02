"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from django.utils.text import Truncator

#: Words, spaces and signs: joined they are the text again. A time, a date or an amount is one word.
_WORDS = re.compile(r"\s+|\w+(?:(?<=\d)[.,:]\d+)*|[^\w\s]")
#: Words of a passage, or lines of a text, beyond which all is shown as replaced: comparing takes their square.
MOST_WORDS = 1500
#: Passages that have less than this share of their words in common are easier to read one after the other.
_LEAST_COMMON = 0.4
#: Characters of an excerpt: around a change, and of what was changed.
_AROUND, _LONGEST = 40, 160


class Piece(NamedTuple):
    """A part of a text that stays, or was added, or was removed."""

    text: str
    is_added: bool = False
    is_removed: bool = False

    @property
    def stays(self) -> bool:
        return not (self.is_added or self.is_removed)


def word_differences(before: str, after: str) -> list[Piece]:
    """Return both texts as one: what stays, with what was removed and added in its place.

    What stays and what was removed is the text before, what stays and was added the one after. Changes with nothing
    but a blank between them are one, first all that was removed.
    """
    old_lines, new_lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(len(old_lines), len(new_lines)) > MOST_WORDS:
        return _joined(list(_replaced(before, after)))
    pieces: list[Piece] = []
    for kind, old, new in _steps(_matcher(old_lines, new_lines), old_lines, new_lines):
        passages = ("".join(old), "".join(new))
        pieces += [Piece(passages[0])] if kind == "equal" else _in_passage(*passages)
    return _joined(pieces)


def excerpt(pieces: Sequence[Piece]) -> list[Piece]:
    """Return what was changed with a few words around it; what is left out is an ellipsis."""
    last = len(pieces) - 1
    return [
        Piece(_ends(piece.text, has_start=number > 0, has_end=number < last))
        if piece.stays
        else piece._replace(text=Truncator(piece.text).chars(_LONGEST))
        for number, piece in enumerate(pieces)
    ]


def _ends(text: str, *, has_start: bool, has_end: bool) -> str:
    """The first and last words of a passage that stays between changes."""
    if len(text) <= 2 * _AROUND:
        return text
    start = text[:_AROUND].rpartition(" ")[0] + " " if has_start else ""
    end = " " + text[-_AROUND:].partition(" ")[2] if has_end else ""
    return f"{start}…{end}"


def changed_words(before: str, after: str) -> list[tuple[str, str]]:
    """Return which words stand in place of which, each pair once; of the same number of words, word by word."""
    pieces = [Piece(""), *word_differences(before, after), Piece("")]
    pairs: list[tuple[str, str]] = []
    for piece, following in pairwise(pieces):
        if piece.is_removed:
            pairs += _word_pairs(piece.text, following.text if following.is_added else "")
        elif piece.stays and following.is_added:
            pairs += _word_pairs("", following.text)
    return list(dict.fromkeys(pairs))


def _word_pairs(before: str, after: str) -> list[tuple[str, str]]:
    old, new = before.split(), after.split()
    if len(old) == len(new):
        return [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
    return [(" ".join(old), " ".join(new))]


def _in_passage(before: str, after: str) -> Iterator[Piece]:
    old_words, new_words = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old_words), len(new_words)) > MOST_WORDS:
        yield from _replaced(before, after)
        return
    matcher = _matcher(old_words, new_words)
    if _common(matcher, old_words) < _LEAST_COMMON * min(_count(old_words), _count(new_words)):
        yield from _replaced(before, after)
        return
    for kind, old, new in _steps(matcher, old_words, new_words):
        if kind == "equal":
            yield Piece("".join(old))
        else:
            yield from _replaced("".join(old), "".join(new))


def _common(matcher: SequenceMatcher[str], words: Sequence[str]) -> int:
    """The number of words of the passage before, in ``words``, that stay."""
    return sum(_count(words[block.a : block.a + block.size]) for block in matcher.get_matching_blocks())


def _count(words: Sequence[str]) -> int:
    return sum(not word.isspace() for word in words)


def _replaced(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece(before, is_removed=True)
    if after:
        yield Piece(after, is_added=True)


def _matcher(before: Sequence[str], after: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, before, after, autojunk=False)


def _steps(
    matcher: SequenceMatcher[str], before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    for kind, first, last, start, end in matcher.get_opcodes():
        yield kind, before[first:last], after[start:end]


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Put neighbours of one kind together; a blank between two changes belongs to both."""
    merged: list[Piece] = []
    for number, piece in enumerate(pieces):
        is_gap = piece.stays and piece.text.isspace() and "\n" not in piece.text
        if is_gap and 0 < number < len(pieces) - 1:
            merged += [Piece(piece.text, is_removed=True), Piece(piece.text, is_added=True)]
        else:
            merged.append(piece)
    return _grouped(merged)


def _grouped(pieces: list[Piece]) -> list[Piece]:
    """Between two passages that stay, first all that was removed, then all that was added."""
    grouped: list[Piece] = []
    removed, added = "", ""
    for piece in [*pieces, Piece("")]:
        if piece.is_removed:
            removed += piece.text
        elif piece.is_added:
            added += piece.text
        else:
            grouped += _replaced(removed, added)
            removed = added = ""
            if piece.text and grouped and grouped[-1].stays:
                grouped[-1] = Piece(grouped[-1].text + piece.text)
            elif piece.text:
                grouped.append(piece)
    return grouped
