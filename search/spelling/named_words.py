"""Words of everything that has a name: concepts with their synonyms, places, and equivalent words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from listings.concepts import Concepts
from search.analysis.tokens import tokenise
from search.expansion.equivalent_words import equivalent_texts
from search.expansion.generic_words import GENERIC_WORDS
from search.expansion.names_cache import NamesCache
from search.expansion.place_names import district_names, municipality_names
from search.places import Places
from search.spelling.folded import folded
from search.spelling.words import Lexicon, Near

#: A name counts as a word of so many texts.
NAMED: Final = 20


class NamedWords:
    """Words of names. All may be suggested."""

    def __init__(self, names: Iterator[tuple[str, str]]) -> None:
        """``names``: (text, language)."""
        self._lexicon = Lexicon()
        for text, language in names:
            for token in tokenise(text):
                self._lexicon.add(token.raw, folded(token.raw), language)

    def languages_of(self, word: str) -> Collection[str]:
        return self._lexicon.languages.get(word, ())

    def near(self, word: str, most: int) -> list[Near]:
        return [self._near(key, key, distance) for key, distance in self._lexicon.near(word, most)]

    def stems_near(self, stem: str, language: str) -> list[Near]:
        return [
            self._near(self._lexicon.of_stem(other, language)[0], other, distance)
            for other, distance in self._lexicon.stems_near(stem, language)
        ]

    def _near(self, key: str, matched: str, distance: int) -> Near:
        return Near(self._lexicon.written[key], matched, distance, NAMED, self._lexicon.languages[key])


def named_words(concepts: Concepts, places: Places) -> NamedWords:
    """Return the words of these vocabularies and places: some tenths of a second the first time, then from memory."""
    return _words.get(concepts, places)


def _names(concepts: Concepts, places: Places) -> Iterator[tuple[str, str]]:
    for concept in concepts.by_key.values():
        for label in concept.labels.values():
            for text in (label.label, *label.synonyms, *label.related):
                yield text, label.language
    for place in places.names:
        yield place.name, place.language
    for names in (*municipality_names().values(), *district_names().values()):
        for language, spellings in names.items():
            for text in spellings:
                yield text, language
    for district in district_names():
        yield district, "fi"
    yield from equivalent_texts()
    for language, words in GENERIC_WORDS.items():
        for word in words:
            yield word, language


_words: Final = NamesCache(lambda concepts, places: NamedWords(_names(concepts, places)))
