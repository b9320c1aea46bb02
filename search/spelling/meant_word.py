"""The word that somebody meant who typed one that nothing knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from search.analysis.stemming import primary_subtag
from search.analysis.swedish import compound_parts
from search.analysis.tokens import Script, script_of
from search.spelling.affixes import SHORTEST_STEM, cuts, endings_near, stems
from search.spelling.dictionaries import is_compound, is_form, is_word
from search.spelling.folded import folded
from search.spelling.likeness import OTHER_LANGUAGE, commonness, unlikeness
from search.spelling.words import Near, Words

#: Letters of the shortest and the longest word that is corrected.
SHORTEST: Final = 4
_LONGEST: Final = 30
#: Letters from which a word may have two mistakes.
_LONG: Final = 8
#: Letters of the shortest part that is looked for in a compound, and of the shortest word of two written as one.
_SHORTEST_PART: Final = 4
_SHORTEST_JOINED: Final = 4

#: What a guess costs besides the letters: that an ending, a part of a compound or a border between words is guessed.
_INFLECTED: Final = 0.2
_PART: Final = 0.2
_JOINED: Final = 0.6
#: The most that a guess may cost, by the letters of the word.
_LIMITS: Final = {4: 0.7, 5: 1.0}
_LIMIT: Final = 1.05
_LIMIT_OF_LONG: Final = 1.75

_COMPOUNDING: Final = ("fi", "sv", "et")
_BY_SCRIPT: Final = {
    Script.LATIN: ("fi", "sv", "en"),
    Script.CYRILLIC: ("ru", "uk"),
    Script.ARABIC: ("ar", "fa"),
}
_OTHER_SCRIPTS: Final = frozenset({"ru", "uk", "ar", "fa"})


@dataclass(frozen=True, slots=True, order=True)
class Guess:
    """A word (or two) that may be meant; ``cost`` is about 1 for one wrong letter."""

    cost: float
    word: str


def is_right(word: str, page_language: str, collections: Sequence[Words]) -> bool:
    """Return whether a normalised word is known as it stands; a compound that no collection has is not.

    A name may have an ending ("språkkaféet"). The forms of what a dictionary has are in the dictionary.
    """
    key = folded(word)
    if is_word(word, page_language) or _is_known(key, collections):
        return True
    return any(
        _is_known(stem, collections, language) and not is_form(stem, language)
        for language in _languages(word, page_language)
        for _, stem, _ in cuts(key, language)
    )


def meant_word(word: str, page_language: str, collections: Sequence[Words], *, lacks_dots: bool = False) -> str | None:
    """Return what a normalised word that isn't right is a misspelling of, or None where nobody can tell.

    ``lacks_dots``: it is a Finnish compound but for its dots.
    """
    key = folded(word)
    if not SHORTEST <= len(key) <= _LONGEST or not key.isalpha():
        return None
    if lacks_dots or is_compound(word, page_language):
        guesses = _other_than_forms(key, page_language, collections)
    else:
        guesses = _guesses(word, page_language, collections)
    best = min(guesses, default=None)
    return best.word if best is not None and best.cost <= _limit(key) else None


def _limit(key: str) -> float:
    """Return what a guess may cost. Arabic words are shorter: their short vowels aren't written."""
    letters = len(key) + (1 if script_of(key) is Script.ARABIC else 0)
    return _LIMITS.get(letters, _LIMIT if letters < _LONG else _LIMIT_OF_LONG)


def _guesses(word: str, page_language: str, collections: Sequence[Words]) -> Iterator[Guess]:
    key = folded(word)
    languages = _languages(word, page_language)
    yield from _whole(key, languages, collections, 1 if len(key) < _LONG else 2)
    for language in languages:
        yield from _inflected(word, language, languages, collections)
        yield from _of_endings(word, language, collections)
        if language in _COMPOUNDING and len(key) >= 2 * _SHORTEST_PART:
            yield from _compounds(word, language, languages, collections)
    yield from _two_words(word, page_language, collections)


def _other_than_forms(key: str, page_language: str, collections: Sequence[Words]) -> Iterator[Guess]:
    """Guess one mistake in what may be a compound that nobody has written before; an ending more is none."""
    languages = _languages(key, page_language)
    for guess in _whole(key, languages, collections, 1):
        if not _is_form_of(key, guess, languages):
            yield guess


def _whole(key: str, languages: Sequence[str], collections: Sequence[Words], most: int) -> Iterator[Guess]:
    for collection in collections:
        for near in collection.near(key, most):
            if script_of(key) is Script.LATIN or not near.languages.isdisjoint(languages):
                yield Guess(_cost(key, near, languages), near.word)


def _inflected(word: str, language: str, languages: Sequence[str], collections: Sequence[Words]) -> Iterator[Guess]:
    """Guess a mistake before an ending: "läksykehrossa" is "läksykerho" with one."""
    key = folded(word)
    if len(key) != len(word):
        return
    for before, stem, ending in cuts(key, language):
        for collection in collections:
            for near in collection.stems_near(stem, language):
                meant = word[: len(before)] + _written(near) + word[len(word) - len(ending) :]
                if _is_known(folded(meant), collections) or is_form(meant, language):
                    yield Guess(_cost(stem, near, languages) + _INFLECTED, meant)


def _of_endings(word: str, language: str, collections: Sequence[Words]) -> Iterator[Guess]:
    """Guess a mistake in the ending of a known word: "Espoosa" is "Espoossa" with one."""
    for border in range(SHORTEST_STEM, len(word)):
        stem, typed = word[:border], word[border:]
        if _is_known(folded(stem), collections, language):
            for ending, distance in endings_near(folded(typed), language):
                meant = stem + ending
                if is_form(meant, language):
                    yield Guess(unlikeness(folded(typed), ending, distance) + _INFLECTED, meant)


def _written(near: Near) -> str:
    """Return a folded stem as the word has it, with its dots and accents."""
    start = folded(near.word).find(near.matched)
    return near.word[start : start + len(near.matched)] if len(folded(near.word)) == len(near.word) else near.matched


def _compounds(word: str, language: str, languages: Sequence[str], collections: Sequence[Words]) -> Iterator[Guess]:
    """Guess a mistake in one part of a compound whose other part is known."""
    for border in range(_SHORTEST_PART - 1, len(word) - _SHORTEST_PART + 2):
        head, tail = word[:border], word[border:]
        if len(tail) >= _SHORTEST_PART and _is_known(folded(head), collections):
            whole = _whole(folded(tail), languages, collections, 1)
            inflected = _inflected(tail, language, languages, collections)
            yield from _joined(chain(whole, inflected), head, "", language)
        if len(head) >= _SHORTEST_PART:
            heads = list(_whole(folded(head), languages, collections, 1))
            if heads and is_right(tail, language, collections):
                yield from _joined(heads, "", tail, language)


def _joined(guesses: Iterable[Guess], head: str, tail: str, language: str) -> Iterator[Guess]:
    for guess in guesses:
        meant = head + guess.word + tail
        if is_form(meant, language) or (language == "sv" and compound_parts(meant)):
            yield Guess(guess.cost + _PART, meant)


def _two_words(word: str, page_language: str, collections: Sequence[Words]) -> Iterator[Guess]:
    """Guess that two words were written as one."""
    for border in range(_SHORTEST_JOINED, len(word) - _SHORTEST_JOINED + 1):
        first, second = word[:border], word[border:]
        if all(_is_known(folded(part), collections) and is_word(part, page_language) for part in (first, second)):
            yield Guess(_JOINED, f"{first} {second}")


def _cost(key: str, near: Near, languages: Sequence[str]) -> float:
    cost = unlikeness(key, near.matched, near.distance) - commonness(near.count)
    return cost if languages[0] in near.languages else cost + OTHER_LANGUAGE


def _is_form_of(key: str, guess: Guess, languages: Sequence[str]) -> bool:
    """Return whether two words only differ in their endings."""
    other = folded(guess.word)
    return any(set(stems(key, language)) & set(stems(other, language)) for language in languages)


def _is_known(key: str, collections: Sequence[Words], language: str = "") -> bool:
    """Return whether a collection has a word, of this very language if one is given."""
    found = (collection.languages_of(key) for collection in collections)
    return any(language in languages if language else languages for languages in found)


def _languages(word: str, page_language: str) -> tuple[str, ...]:
    """Return the languages that a word may be in and is corrected in, the page's first.

    Latin words of several languages are typed on every page. A word in another script is in the page's language where
    that is written so.
    """
    page = primary_subtag(page_language)
    languages = _BY_SCRIPT.get(script_of(word), ())
    if script_of(word) is not Script.LATIN:
        return (page,) if page in languages else languages
    own = (page,) if page not in _OTHER_SCRIPTS else ()
    return tuple(dict.fromkeys((*own, *languages)))
