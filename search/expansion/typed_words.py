"""The words of a query as they were typed, beside what the analysis makes of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from regions.written.apostrophes import one_apostrophe
from regions.written.digits import ascii_digits
from search.analysis import QueryWord, analyse_query
from search.analysis.tokens import tokenise

MAX_WORDS: Final = 16

_QUOTED: Final = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A word as analysed, its ``surface`` as typed, and whether it stands in quotation marks."""

    word: QueryWord
    surface: str
    literal: bool


def typed_words(text: str, language: str) -> list[TypedWord]:
    """Return the first ``MAX_WORDS`` words of a query on a page in ``language``."""
    plain: list[str] = []
    literal: list[bool] = []
    for number, segment in enumerate(_QUOTED.split(text)):
        plain.append(segment)
        literal += [number % 2 == 1] * len(tokenise(segment))
    joined = " ".join(plain)
    words = analyse_query(joined, language)
    surfaces = _as_typed(joined, words)
    return [TypedWord(*columns) for columns in zip(words, surfaces, literal, strict=False)][:MAX_WORDS]


def _as_typed(text: str, words: list[QueryWord]) -> list[str]:
    """Return each word with the capital letters of ``text``, or as analysed where it is not in the text."""
    surfaces, position, lowered = [], 0, one_apostrophe(ascii_digits(text.lower()))
    for word in words:
        start = lowered.find(word.surface, position) if len(lowered) == len(text) else -1
        if start < 0:
            surfaces.append(word.surface)
            continue
        position = start + len(word.surface)
        surfaces.append(text[start:position])
    return surfaces
