"""Scores of documents for the words of a query, as the slow judge gives them.

A *signal* is a number from 0 to 1 for each candidate, by its id.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from uuid import UUID

from search.analysis import QueryWord, Term
from search.engines import weights
from search.expansion import Alternative, InterpretedQuery, QueryPhrase
from search.models import ListingDocument
from tests.search.judged_pool import Pool


class Scorer:
    """Scores of the documents of a pool."""

    def __init__(self, pool: Pool, reading: InterpretedQuery) -> None:
        self.pool, self.reading = pool, reading

    @cached_property
    def netted(self) -> set[QueryWord]:
        """The words that no document has: the nets of these are cast."""
        there = {term for terms in self.pool.terms.values() for term in terms}
        words = [word for phrase in self.reading.phrases for word in phrase.words if word.ngrams]
        return {word for word in words if not any(term.text in there for term in word.terms)}

    @cached_property
    def candidates(self) -> list[ListingDocument]:
        return [document for document in self.pool.documents if self.is_candidate(document)]

    def is_candidate(self, document: ListingDocument) -> bool:
        """Whether a document has any term of any required word, or any meaning."""
        if not self.reading.required:
            return True
        has = self.pool.terms[document.pk]
        return any(
            any(meaning.code in document.codes for meaning in phrase.meanings)
            or any(term.text in has for term in self._terms_of(phrase))
            for phrase in self.reading.required
        )

    def _terms_of(self, phrase: QueryPhrase) -> Iterator[Term]:
        yield from (term for alternative in phrase.equivalents for term in alternative)
        for word, same in zip(phrase.words, phrase.equivalents_by_word, strict=True):
            yield from (*word.terms, *word.parts, *(word.ngrams if word in self.netted else ()))
            yield from (term for alternative in same for term in alternative)

    def scores(self) -> dict[UUID, float]:
        totals: dict[UUID, float] = defaultdict(float)
        for phrase in self.reading.phrases:
            for key, score in self._phrase(phrase).items():
                totals[key] += score
        own = {f"text_in:{self.reading.language}", f"activity_language:{self.reading.language}"}
        for document in self.candidates:
            if own & {*document.codes}:
                totals[document.pk] *= 1 + weights.OWN_LANGUAGE
        found = {key: math.floor(score * 1e9 + 0.5) / 1e9 for key, score in totals.items()}
        return dict.fromkeys(self.pool.terms, 0.0) | found

    def _phrase(self, phrase: QueryPhrase) -> dict[UUID, float]:
        by_words = self._by_words(phrase)
        by_meaning = [
            _times(meaning.weight, self._worth(self._having(meaning.code), weights.COMMON_MEANING))
            for meaning in phrase.meanings
        ]
        weight = weights.OPTIONAL if phrase.optional else 1.0
        scores = {}
        for document in self.candidates:
            key = document.pk
            pair = sorted((by_words[key], max((signal[key] for signal in by_meaning), default=0.0)))
            scores[key] = weight * (pair[1] + weights.BOTH * pair[0])
        return scores

    def _having(self, code: str) -> dict[UUID, float]:
        return {document.pk: float(code in document.codes) for document in self.candidates}

    def _by_words(self, phrase: QueryPhrase) -> dict[UUID, float]:
        options = [dict.fromkeys((document.pk for document in self.candidates), 0.0)]
        if phrase.words:
            words = [self._word(*pair) for pair in zip(phrase.words, phrase.equivalents_by_word, strict=True)]
            share = weights.WORDS_OF_PHRASE if phrase.meanings and len(words) > 1 else 1.0
            options.append(_times(share, _sum(words)))
        if phrase.equivalents:
            options.append(_times(weights.SAME, self._worth(self._same(phrase.equivalents))))
        return _best(options)

    def _word(self, word: QueryWord, same: Sequence[Alternative]) -> dict[UUID, float]:
        options = [self._worth(self._strength(word.terms))]
        if same:
            options.append(_times(weights.SAME, self._worth(self._same(same))))
        if word.parts:
            parts = [self._worth(self._strength([part])) for part in word.parts]
            options.append(_times(weights.COMPONENTS, _sum(parts)))
        if word in self.netted:
            options.append(_times(weights.NET, self._worth(self._net(word))))
        return _best(options)

    def _worth(self, signal: dict[UUID, float], least: float = weights.COMMON_WORD) -> dict[UUID, float]:
        """A signal times how rare it is among all that is shown."""
        having, total = sum(signal.values()), len(self.pool.documents)
        return _times(max(least, math.log(1 + (total - having + 0.5) / (having + 0.5))), signal)

    def _strength(self, terms: Sequence[Term]) -> dict[UUID, float]:
        """How strongly documents have a word: the best of its terms by kind and place."""
        signal = {}
        for document in self.candidates:
            has = self.pool.terms[document.pk]
            found = [weights.KINDS[term.kind] * weights.PLACES[has[term.text]] for term in terms if term.text in has]
            signal[document.pk] = round(max(found, default=0.0), 2)
        return signal

    def _same(self, alternatives: Sequence[Alternative]) -> dict[UUID, float]:
        """How strongly documents have all words of an alternative, in one place of the text."""
        signal = {}
        for document in self.candidates:
            has = self.pool.terms[document.pk]
            places = [{has.get(term.text, "") for term in terms} for terms in alternatives]
            found = [weights.PLACES[place] for of_one in places if len(of_one) == 1 for place in of_one if place]
            signal[document.pk] = max(found, default=0.0)
        return signal

    def _net(self, word: QueryWord) -> dict[UUID, float]:
        """The share of a word's pieces that documents have, where it is large enough."""
        signal = {}
        for document in self.candidates:
            has = self.pool.terms[document.pk]
            matches = sum(piece.text in has for piece in word.ngrams)
            is_enough = matches >= max(1, word.ngrams_required)
            signal[document.pk] = matches / len(word.ngrams) if is_enough else 0.0
        return signal


def _times(factor: float, signal: Mapping[UUID, float]) -> dict[UUID, float]:
    return {key: factor * value for key, value in signal.items()}


def _sum(signals: Sequence[Mapping[UUID, float]]) -> dict[UUID, float]:
    return {key: sum(signal[key] for signal in signals) for key in signals[0]}


def _best(signals: Sequence[Mapping[UUID, float]]) -> dict[UUID, float]:
    return {key: max(signal[key] for signal in signals) for key in signals[0]}
