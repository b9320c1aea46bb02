"""How likely somebody who means one word types another: the less the better, about 1 for one wrong letter."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import Final

#: Letters in rows as on the keyboards of the languages, folded where keyboards have letters with dots.
_KEYBOARDS: Final = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    ("йцукенгшщзхї", "фівапролджє", "ячсмитьбю"),
    ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرلايهوزظ"),
)
#: Letters that are written for each other because they sound alike, to some ears.
_ALIKE: Final = "bp dt gk vw ck sz ei ao uy оа еи бп дт гк зс шщ ыи іи ие ذد ضظ صس تط قك حه عا"
_DOUBLED: Final = re.compile(r"(.)\1+")

SWAPPED: Final = 0.4
DOUBLED: Final = 0.4
LIKELY_LETTER: Final = 0.3
LEFT_OUT: Final = 0.15
OTHER_FIRST_LETTER: Final = 0.3
OTHER_LANGUAGE: Final = 0.1
#: Per power of ten of the times that a word occurs.
FREQUENCY: Final = 0.08


def unlikeness(typed: str, meant: str, distance: int) -> float:
    """Return how far two folded words are apart: their distance, less for what often happens when typing."""
    value = float(distance)
    if sorted(typed) == sorted(meant):
        value -= SWAPPED
    elif _DOUBLED.sub(r"\1", typed) == _DOUBLED.sub(r"\1", meant):
        value -= DOUBLED
    elif distance == 1 and len(typed) == len(meant):
        [pair] = [frozenset(letters) for letters in zip(typed, meant, strict=True) if letters[0] != letters[1]]
        value -= LIKELY_LETTER if pair in _LIKELY_PAIRS else 0.0
    elif len(typed) < len(meant):
        value -= LEFT_OUT
    if typed[:1] != meant[:1]:
        value += OTHER_FIRST_LETTER
    return value


def commonness(count: int) -> float:
    """Return what is taken off for a word that occurs so often."""
    return FREQUENCY * math.log10(1 + max(count, 0))


def _likely_pairs() -> frozenset[frozenset[str]]:
    """Return pairs of letters that are typed for each other: neighbours on a keyboard, and those that sound alike."""
    pairs = {frozenset(pair) for pair in _ALIKE.split()}
    for rows in _KEYBOARDS:
        for row in rows:
            pairs |= {frozenset(pair) for pair in pairwise(row)}
        for upper, lower in pairwise(rows):
            for place, letter in enumerate(lower):
                pairs |= {frozenset((letter, other)) for other in upper[place : place + 2]}
    return frozenset(pairs)


_LIKELY_PAIRS: Final = _likely_pairs()
