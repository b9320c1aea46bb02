"""Scores of listings for the words of a query.

For each word: how strongly the listing has it (0–1; the better of kind of term and place in the text), times how rare
the word is among what the portal shows. For each meaning: whether the listing has the code, times how rare that is. A
phrase counts its words or its meaning, whichever is more, and a little of the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.analysis import QueryWord, Term
from search.documents.terms import WEIGHTS
from search.engines.columns.units import Mask, Numbers, Slots
from search.engines.columns.view import View
from search.engines.weights import (
    BOTH,
    COMMON_MEANING,
    COMMON_WORD,
    COMPONENTS,
    CUT,
    KINDS,
    NET,
    OPTIONAL,
    OWN_LANGUAGE,
    PLACES,
    SAME,
    WORDS_OF_PHRASE,
)
from search.expansion import Alternative, InterpretedQuery, Meaning, QueryPhrase

#: Weights of places in the text, in the order of their numbers.
_PLACES: Final = np.array([PLACES[place] for place in WEIGHTS])
#: For each kind of term the strength of a word in each place.
_STRENGTHS: Final = {
    kind: np.array([round(weight * PLACES[place], 2) for place in WEIGHTS]) for kind, weight in KINDS.items()
}


class Wording(StrEnum):
    """How a listing has a word: itself, one that says the same, parts of a compound, or pieces of a misspelled one."""

    WORD = "word"
    SAME = "same"
    PARTS = "parts"
    PIECES = "pieces"


@dataclass(frozen=True)
class Scores:
    """``score`` of each slot; ``kept``: which slots are worth showing, before filters."""

    score: Numbers
    kept: Mask


def score(view: View, reading: InterpretedQuery, narrowed: Mask) -> Scores:
    """Score what the portal shows. ``narrowed``: what passes the filters that words name; the best one is among these.

    Without words, or with generic ones only, everything is kept.
    """
    scorer = Scorer.of(view, reading)
    scores = np.zeros(len(view.shown))
    parts = [scorer.phrase(phrase) for phrase in reading.phrases]
    if parts:
        scores[scorer.slots] = _rounded(sum_of(parts) * scorer.lift(reading.language))
    if not reading.required:
        return Scores(scores, view.shown)
    candidates = np.zeros(len(view.shown), np.bool_)
    candidates[scorer.slots] = True
    best = scores[candidates & narrowed].max(initial=-math.inf)
    if best == -math.inf:
        best = scores[candidates].max(initial=0.0)
    enough = scores >= CUT * best
    if len(reading.required) == 1:
        enough |= _has_named_code(view, reading.required[0])
    return Scores(scores, candidates & (scores > 0) & enough)


def sum_of(scores: Sequence[Numbers]) -> Numbers:
    """Return the sum of at least one array, added in their order."""
    return sum(scores[1:], scores[0])


def weight_of(phrase: QueryPhrase) -> float:
    return OPTIONAL if phrase.optional else 1.0


def _rounded(scores: Numbers) -> Numbers:
    """Return scores to nine digits: sums in another order differ after these."""
    rounded: Numbers = np.floor(scores * 1e9 + 0.5) / 1e9
    return rounded


def _has_named_code(view: View, phrase: QueryPhrase) -> Mask:
    """Return which listings have a code that the phrase surely means."""
    meanings = phrase.meanings
    return view.columns.members.having_any(
        meaning.code for meaning in meanings if meaning.weight >= 0.95 * meanings[0].weight
    )


@dataclass(frozen=True)
class Scorer:
    """Scores of the candidates, which are in ``slots``. ``netted``: the words that no shown listing has."""

    view: View
    slots: Slots
    netted: frozenset[QueryWord]

    @classmethod
    def of(cls, view: View, reading: InterpretedQuery) -> Scorer:
        words = dict.fromkeys(word for phrase in reading.phrases for word in phrase.words if word.ngrams)
        netted = frozenset(word for word in words if not (_having(view, word.terms) & view.shown).any())
        candidates = view.shown
        if reading.required:
            candidates = candidates & _matching(view, reading.required, netted)
        return cls(view, np.flatnonzero(candidates), netted)

    def lift(self, language: str) -> Numbers:
        """Return by what scores are multiplied: a little more than 1 for what has the language of the question."""
        codes = (f"text_in:{language}", f"activity_language:{language}")
        return 1 + OWN_LANGUAGE * self.view.columns.members.having_any(codes)[self.slots].astype(np.float64)

    def phrase(self, phrase: QueryPhrase) -> Numbers:
        by_words = np.maximum.reduce([np.zeros(len(self.slots)), *map(sum_of, self.wordings(phrase).values())])
        by_meaning = np.maximum.reduce([np.zeros(len(self.slots)), *self.meanings(phrase).values()])
        both = np.maximum(by_words, by_meaning) + BOTH * np.minimum(by_words, by_meaning)
        return weight_of(phrase) * both

    def meanings(self, phrase: QueryPhrase) -> dict[Meaning, Numbers]:
        """Return the score of each of a phrase's meanings; the best counts."""
        members = self.view.columns.members
        return {
            meaning: meaning.weight
            * self._worth(members.having(meaning.code)[self.slots].astype(np.float64), COMMON_MEANING)
            for meaning in phrase.meanings
        }

    def wordings(self, phrase: QueryPhrase) -> dict[Wording, list[Numbers]]:
        """Return the scores of a phrase's words, and of what says the same as the whole; the better sum counts."""
        scores: dict[Wording, list[Numbers]] = {}
        if phrase.words:
            share = WORDS_OF_PHRASE if phrase.meanings and len(phrase.words) > 1 else 1.0
            words = zip(phrase.words, phrase.equivalents_by_word, strict=True)
            scores[Wording.WORD] = [
                share * np.maximum.reduce(list(self.word(word, same).values())) for word, same in words
            ]
        if phrase.equivalents:
            scores[Wording.SAME] = [SAME * self._worth(self._strength_of_same(phrase.equivalents))]
        return scores

    def word(self, word: QueryWord, same: Sequence[Alternative]) -> dict[Wording, Numbers]:
        """Return the score of a word by each way to have it; the best counts."""
        options = {Wording.WORD: self._worth(self.strength(word.terms))}
        if same:
            options[Wording.SAME] = SAME * self._worth(self._strength_of_same(same))
        if word.parts:
            options[Wording.PARTS] = COMPONENTS * sum_of([self._worth(self.strength([part])) for part in word.parts])
        if word in self.netted:
            options[Wording.PIECES] = NET * self._worth(share_of_pieces(self.view, word)[self.slots])
        return options

    def _worth(self, strength: Numbers, least: float = COMMON_WORD) -> Numbers:
        """Return strengths times their rarity among what is shown (BM25's inverse document frequency)."""
        having = float(strength.sum())
        return strength * max(least, math.log(1 + (self.view.total - having + 0.5) / (having + 0.5)))

    def strength(self, terms: Iterable[Term]) -> Numbers:
        """Return how strongly listings have a word: the best of its terms by kind and place, or 0."""
        strength = np.zeros(len(self.view.shown))
        for term in terms:
            slots, places = self.view.columns.terms.find(term.text)
            strength[slots] = np.maximum(strength[slots], _STRENGTHS[term.kind][places])
        return strength[self.slots]

    def _strength_of_same(self, alternatives: Iterable[Alternative]) -> Numbers:
        """Return how strongly listings have all words of an alternative, in one and the same place of the text."""
        strength = np.zeros(len(self.view.shown))
        for terms in alternatives:
            together = self._places(terms[0])
            for term in terms[1:]:
                together = np.where(self._places(term) == together, together, -1)
            has = np.flatnonzero(together >= 0)
            strength[has] = np.maximum(strength[has], _PLACES[together[has]])
        return strength[self.slots]

    def _places(self, term: Term) -> NDArray[np.int8]:
        """Return the place of a term in each listing, -1 where it isn't."""
        placed = np.full(len(self.view.shown), -1, np.int8)
        slots, places = self.view.columns.terms.find(term.text)
        placed[slots] = places
        return placed


def share_of_pieces(view: View, word: QueryWord) -> Numbers:
    """Return by slot the share of a word's pieces that shown listings have; 0 if too few match."""
    matches = np.zeros(len(view.shown))
    for term in word.ngrams:
        matches[view.columns.terms.find(term.text)[0]] += 1
    enough = view.shown & (matches >= max(1, word.ngrams_required))
    return np.where(enough, matches / max(1, len(word.ngrams)), 0.0)


def _having(view: View, terms: Iterable[Term]) -> Mask:
    return view.columns.terms.having_any([term.text for term in terms])


def _matching(view: View, phrases: Iterable[QueryPhrase], netted: frozenset[QueryWord]) -> Mask:
    """Return which listings have any term of any word, or any meaning."""
    terms: list[Term] = []
    codes: list[str] = []
    for phrase in phrases:
        codes += [meaning.code for meaning in phrase.meanings]
        terms += [term for alternative in phrase.equivalents for term in alternative]
        for word, same in zip(phrase.words, phrase.equivalents_by_word, strict=True):
            terms += [*word.terms, *word.parts, *(term for alternative in same for term in alternative)]
            terms += word.ngrams if word in netted else ()
    return _having(view, terms) | view.columns.members.having_any(codes)
