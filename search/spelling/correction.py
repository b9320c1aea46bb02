"""The query that somebody meant: its misspelled words replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from search.analysis.finnish import is_plain
from search.analysis.stemming import primary_subtag
from search.analysis.tokens import tokenise
from search.expansion.typed_words import TypedWord, typed_words
from search.spelling.dictionaries import WITH_DICTIONARY
from search.spelling.folded import folded
from search.spelling.meant_word import is_right, meant_word
from search.spelling.words import Words

#: Unknown words of one query that are looked at.
_MOST_UNKNOWN: Final = 8
#: Letters of the shortest word that is put together of two.
_SHORTEST_JOINED: Final = 7
_QUOTES: Final = frozenset('"“”„«»')
#: What stands between spaces and quotation marks, from its first letter to its last.
_WRITTEN: Final = re.compile(r"\w(?:[^\s\"“”„«»]*\w)?")
_TO_PERSIAN: Final = str.maketrans({"ي": "ی", "ك": "ک"})


@dataclass(frozen=True, slots=True)
class CorrectedWord:
    """A word of a query as typed, and as it is meant; either may be two words."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A corrected query.

    ``text``: the words that are meant. ``as_typed``: a query that searches the words as they were typed, which stand in
    quotation marks there. ``is_sure``: a dictionary says that what was typed is no word, so nobody needs to be asked.
    """

    text: str
    as_typed: str
    words: tuple[CorrectedWord, ...]
    is_sure: bool


def correct(text: str, language: str, collections: Sequence[Words]) -> Correction | None:
    """Return the correction of a query on a page in a language (BCP 47); None where every word is right or a riddle.

    ``collections``: the words that may be meant. Words in quotation marks, stop words and words with a digit or a
    hyphen stay as they are.
    """
    text = _without_odd_quote(text)
    found = list(_replacements(text, language, collections))
    if not found:
        return None
    meant, typed, end = "", "", 0
    for replacement in found:
        before, written = text[end : replacement.start], text[replacement.start : replacement.end]
        meant += before + replacement.meant
        typed += f'{before}"{written}"'
        end = replacement.end
    return Correction(
        text=meant + text[end:],
        as_typed=typed + text[end:],
        words=tuple(CorrectedWord(text[row.start : row.end], row.meant) for row in found),
        is_sure=primary_subtag(language) in WITH_DICTIONARY,
    )


def _without_odd_quote(text: str) -> str:
    """Leave out a quotation mark that has no second one: it would pair with those of ``as_typed``."""
    quotes = [place for place, character in enumerate(text) if character in _QUOTES]
    return text[: quotes[-1]] + text[quotes[-1] + 1 :] if len(quotes) % 2 else text


@dataclass(frozen=True, slots=True)
class _Replacement:
    """Positions of what was typed in the query, and what is written there instead."""

    start: int
    end: int
    meant: str


def _replacements(text: str, language: str, collections: Sequence[Words]) -> Iterator[_Replacement]:
    placed = list(zip(typed_words(text, language), _places(text), strict=False))
    position, unknown = 0, set[str]()
    while position < len(placed) and len(unknown) < _MOST_UNKNOWN:
        part, place = placed[position]
        following, end = placed[position + 1] if position + 1 < len(placed) else (None, None)
        position += 1
        if place is None or not _may_be_wrong(part) or is_right(part.word.surface, language, collections):
            continue
        unknown.add(part.word.surface)
        if following and end and _are_one(part, following, collections):
            yield _replacement((place[0], end[1]), part, part.word.surface + following.word.surface, language)
            position += 1
        elif meant := meant_word(part.word.surface, language, collections, lacks_dots=bool(part.word.dotted)):
            yield _replacement(place, part, meant, language)


def _places(text: str) -> list[tuple[int, int] | None]:
    """Return the position of each token of a query; None for one that is written together with another ("10-12")."""
    places: list[tuple[int, int] | None] = []
    for match in _WRITTEN.finditer(text):
        tokens = tokenise(match.group())
        places += [match.span()] if len(tokens) == 1 else [None] * len(tokens)
    return places


def _may_be_wrong(part: TypedWord) -> bool:
    word = part.word
    is_known = word.is_stop or word.ordinary or any(map(is_plain, word.dotted))
    return not (part.literal or is_known) and word.surface.replace("'", "").isalpha()


def _are_one(first: TypedWord, second: TypedWord, collections: Sequence[Words]) -> bool:
    """Return whether two words, the first of them unknown, are one that was written apart by mistake."""
    if second.literal or not second.word.surface.isalpha():
        return False
    joined = folded(first.word.surface + second.word.surface)
    return len(joined) >= _SHORTEST_JOINED and any(collection.languages_of(joined) for collection in collections)


def _replacement(place: tuple[int, int], part: TypedWord, meant: str, language: str) -> _Replacement:
    """Write what is meant with a capital letter where one was typed, and with the letters of the page's language."""
    if primary_subtag(language) == "fa":
        meant = meant.translate(_TO_PERSIAN)
    return _Replacement(*place, meant[:1].upper() + meant[1:] if part.surface[:1].isupper() else meant)
