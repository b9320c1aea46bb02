"""Names of concepts and places by the beginnings of their words, in memory: what ``suggest`` completes.

Every language's names are looked at, synonyms too; what is found is shown by its name in the reader's language. The
names are sorted once for each state of the vocabularies and the places.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from listings.concepts import FALLBACK_LANGUAGES, ConceptInfo, Concepts
from search.analysis.folding import fold
from search.analysis.tokens import tokenise, unify_arabic
from search.expansion.names_cache import NamesCache
from search.places import Places

#: Vocabularies whose concepts are suggested.
VOCABULARIES: Final = ("theme", "target_group", "format", "activity_language")
#: Kinds of places that are suggested; the other kinds of areas have names that mean little to most people.
_PLACES: Final = ("municipality:", "area:maakunta:")
#: Letters below which only names in the reader's language are completed: one letter begins something in any language.
_MIN_FOREIGN_PREFIX: Final = 2
#: Ranks of names that are not in the label itself; 0 and 1 are.
_SYNONYM, _FOREIGN = 2, 3


@dataclass(frozen=True)
class Name:
    """A concept or a place as it is shown; ``key``: ``theme:work``, ``municipality:049`` or ``area:maakunta:01``."""

    key: str
    label: str
    language: str
    #: Whether the label itself has the words, in the reader's language; else a synonym or another language's name.
    is_close: bool

    @property
    def is_place(self) -> bool:
        return self.key.startswith(_PLACES)


@dataclass(frozen=True)
class _Spelling:
    """One name of one thing in one language, by its words."""

    key: str
    language: str
    words: tuple[str, ...]
    is_label: bool
    position: int


@dataclass(frozen=True)
class _Index:
    """``beginnings``: every word with its spelling's place in ``spellings``, sorted."""

    spellings: tuple[_Spelling, ...]
    beginnings: tuple[tuple[str, int], ...]


def folded_words(text: str) -> list[str]:
    """Return the words of a text as they are compared: without dots and accents, Arabic letters in one spelling."""
    return [unify_arabic(fold(token.text)) for token in tokenise(text)]


def names_beginning(words: Sequence[str], language: str, concepts: Concepts, places: Places) -> list[Name]:
    """Return the concepts and places that have every word (folded), the last of them as a beginning; best first.

    First those whose name in ``language`` begins with it, then those that have it later in that name, then those that
    have it in a synonym or in another language.
    """
    index = _indexes.get(concepts, places)
    best: dict[str, tuple[int, int]] = {}
    last = words[-1]
    for word, place in index.beginnings[bisect_left(index.beginnings, (last, -1)) :]:
        if not word.startswith(last):
            break
        spelling = index.spellings[place]
        if len(last) < _MIN_FOREIGN_PREFIX and spelling.language != language:
            continue
        if all(other in spelling.words for other in words[:-1]):
            rank = (_rank(spelling, words, language), spelling.position)
            best[spelling.key] = min(rank, best.get(spelling.key, rank))
    ordered = sorted(best, key=lambda key: (best[key], key))
    return [_name(key, language, concepts, places, is_close=best[key][0] < _SYNONYM) for key in ordered]


def _rank(spelling: _Spelling, words: Sequence[str], language: str) -> int:
    if spelling.language != language:
        return _FOREIGN
    if not spelling.is_label:
        return _SYNONYM
    return 0 if " ".join(spelling.words).startswith(" ".join(words)) else 1


def _name(key: str, language: str, concepts: Concepts, places: Places, *, is_close: bool) -> Name:
    concept = concepts.by_key.get(key)
    if concept is not None:
        named = next((code for code in (language, *FALLBACK_LANGUAGES) if code in concept.labels), "")
        return Name(key, concept.label(language), named, is_close)
    names = places.by_key[key]
    shown = language if language in names else "fi"
    return Name(key, names[shown], shown, is_close)


def _index_of(concepts: Concepts, places: Places) -> _Index:
    spellings = (*_concept_spellings(concepts), *_place_spellings(places))
    beginnings = sorted((word, place) for place, spelling in enumerate(spellings) for word in spelling.words)
    return _Index(spellings, tuple(beginnings))


_indexes: Final = NamesCache(_index_of)


def _concept_spellings(concepts: Concepts) -> Iterator[_Spelling]:
    ordered = [concept for name in VOCABULARIES for concept in concepts.by_vocabulary.get(name, [])]
    for position, concept in enumerate(ordered):
        for text, language, is_label in _texts(concept):
            if words := tuple(folded_words(text)):
                yield _Spelling(concept.key, language, words, is_label, position)


def _texts(concept: ConceptInfo) -> Iterator[tuple[str, str, bool]]:
    for language, label in concept.labels.items():
        yield label.label, language, True
        for synonym in label.synonyms:
            yield synonym, language, False


def _place_spellings(places: Places) -> Iterator[_Spelling]:
    for position, place in enumerate(places.names):
        if place.key.startswith(_PLACES) and (words := tuple(folded_words(place.name))):
            yield _Spelling(place.key, place.language, words, True, position)
