"""Everyday phrases: what people say of their situation ("I know nobody here"), and the concepts that may help.

A phrase is found by its words in order, in any inflected form, with some others between them. The rules for the rows
of ``search/data/everyday_phrases.json`` are in the README beside the file.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from search.analysis.folding import fold
from search.analysis.stemming import primary_subtag
from search.analysis.tokens import tokenise
from search.analysis.word_forms import analyse_word, possible_languages
from search.expansion.equivalent_words import Alternative, equivalent_words

_FILE: Final = Path(__file__).resolve().parents[1] / "data" / "everyday_phrases.json"

#: Other words that may stand between two neighbours of a phrase.
MOST_BETWEEN: Final = 3

#: The forms of a word, of all its alternatives, as (language, form without dots and accents).
_Keys = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Need:
    """What a phrase leads to.

    ``meanings``: weights by code; a listing gets the best of each group, and the groups add up. ``words``: narrower
    words of listings that fit best, with their equivalents.
    """

    meanings: tuple[Mapping[str, float], ...]
    words: tuple[Alternative, ...] = ()


@dataclass(frozen=True)
class EverydayPhrase:
    """The words of a phrase in order, and the need that it tells."""

    words: tuple[_Keys, ...]
    need: Need


@dataclass(frozen=True)
class FoundPhrase:
    """A phrase that a query has: the positions of its words, and its need."""

    positions: tuple[int, ...]
    need: Need


class EverydayPhrases:
    """All phrases, by the keys of their first words."""

    def __init__(self, phrases: Iterable[EverydayPhrase]) -> None:
        self._phrases = tuple(phrases)
        self._by_first: dict[tuple[str, str], list[int]] = {}
        for number, phrase in enumerate(self._phrases):
            for key in phrase.words[0]:
                self._by_first.setdefault(key, []).append(number)

    def find(self, words: Sequence[tuple[str, ...]], language: str, names: Collection[range] = ()) -> list[FoundPhrase]:
        """Return the phrases that the words of a query have, on a page in ``language``.

        ``words``: for each word its spellings, normalised; none for a word that must not be part of a phrase. Of
        phrases that share a word the one with most words is taken, then the one that was given first. ``names``: where
        the query has names of several words ("job application"); a phrase has all of a name's words or none.
        """
        keys = [_keys_of_spellings(spellings, language) for spellings in words]
        found = {
            (-len(positions), number, positions)
            for start in range(len(keys))
            for key in keys[start]
            for number in self._by_first.get(key, ())
            if (positions := _positions(self._phrases[number].words, keys, start))
            and not any(_cuts(positions, name) for name in names)
        }
        taken: set[int] = set()
        chosen = []
        for _length, number, positions in sorted(found):
            if taken.isdisjoint(positions):
                taken.update(positions)
                chosen.append(FoundPhrase(positions, self._phrases[number].need))
        return sorted(chosen, key=lambda match: match.positions)


def everyday_phrase(text: str, language: str, need: Need) -> EverydayPhrase | None:
    """Return a phrase of words in a language, alternatives of a word with ``|`` between; None for a text without words.

    Word forms don't matter.
    """
    words = tuple(
        frozenset(key for option in place.split("|") for key in _keys_of_word(option, language))
        for place in text.split()
    )
    return EverydayPhrase(words, need) if words and all(words) else None


@lru_cache(maxsize=1)
def phrases_of_file() -> tuple[EverydayPhrase, ...]:
    """Return the phrases of the data file, analysed once in each process."""
    return tuple(_phrases_of(read_everyday_phrases()))


def _phrases_of(entries: Iterable[Mapping[str, Any]]) -> Iterator[EverydayPhrase]:
    for entry in entries:
        alternatives = [found for word in entry.get("words", ()) for found in equivalent_words(word, "fi")]
        need = Need(tuple(entry["means"]), tuple(dict.fromkeys(alternatives)))
        for language, texts in entry["phrases"].items():
            for text in texts:
                if phrase := everyday_phrase(text, language, need):
                    yield phrase


def read_everyday_phrases() -> list[dict[str, Any]]:
    """Return the rows of the data file."""
    rows: list[dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))["needs"]
    return rows


def _positions(words: Sequence[_Keys], keys: Sequence[_Keys], start: int) -> tuple[int, ...]:
    """Return where a phrase's words are in a query from ``start`` on; nothing if one is missing or too far off."""
    positions = [start]
    for word in words[1:]:
        after = range(positions[-1] + 1, min(len(keys), positions[-1] + MOST_BETWEEN + 2))
        place = next((place for place in after if not word.isdisjoint(keys[place])), None)
        if place is None:
            return ()
        positions.append(place)
    return tuple(positions)


def _cuts(positions: Collection[int], name: range) -> bool:
    return 0 < sum(place in positions for place in name) < len(name)


def _keys_of_word(word: str, language: str) -> Iterator[tuple[str, str]]:
    code = primary_subtag(language)
    for token in tokenise(word):
        analysed = analyse_word(token, code)
        yield from ((code, fold(key)) for key in (analysed.text, *analysed.lemmas))


@lru_cache(maxsize=16384)
def _keys_of_spellings(spellings: tuple[str, ...], language: str) -> _Keys:
    """Return the forms of a word of a query, with the words that it is derived from ("pitänyt" of "pitää")."""
    forms = [
        (code, analyse_word(token, code))
        for word in spellings
        for code in possible_languages(word, language)
        for token in tokenise(word)
    ]
    return frozenset((code, fold(key)) for code, word in forms for key in (word.text, *word.lemmas, *word.derived))
