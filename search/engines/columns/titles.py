"""Words of titles by their beginnings: which listings have a title with words that begin so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from search.engines.columns.units import Mask
from search.title_terms import TypedWord

#: No letter comes after it.
_LAST: Final = "\U0010ffff"


@dataclass(frozen=True)
class _Index:
    """``terms``: sorted. Those of ``terms[i]`` are ``slots[begins[i]:begins[i + 1]]``, so a beginning is a slice."""

    terms: Sequence[str]
    begins: NDArray[np.int64]
    slots: NDArray[np.uint32]

    @classmethod
    def of(cls, titles: Sequence[str], first: int) -> Self:
        """Return the index of the terms of titles (see ``search.title_terms``), of which the first has a slot."""
        split = [text.split() for text in titles]
        terms = sorted(set(chain.from_iterable(split)))
        places = {term: place for place, term in enumerate(terms)}
        numbers = np.fromiter((places[term] for term in chain.from_iterable(split)), np.int64)
        slots = np.repeat(np.arange(first, first + len(titles), dtype=np.uint32), [len(of_one) for of_one in split])
        order = np.argsort(numbers, kind="stable")
        return cls(terms, np.searchsorted(numbers[order], np.arange(len(terms) + 1)), slots[order])

    def beginning(self, term: str) -> NDArray[np.uint32]:
        return self._between(bisect_left(self.terms, term), bisect_left(self.terms, term + _LAST))

    def having(self, term: str) -> NDArray[np.uint32]:
        place = bisect_left(self.terms, term)
        return self._between(place, place + (place < len(self.terms) and self.terms[place] == term))

    def _between(self, first: int, last: int) -> NDArray[np.uint32]:
        return self.slots[self.begins[first] : self.begins[last]]

    @property
    def size(self) -> int:
        """Bytes of the arrays; of each term about 80."""
        return self.begins.nbytes + self.slots.nbytes + 80 * len(self.terms)


@dataclass(frozen=True)
class Titles:
    """``old``: of listings that were loaded together; ``new``: of those that came later (``added``), which are few."""

    old: _Index
    new: _Index
    added: tuple[str, ...]
    length: int

    @classmethod
    def of(cls, titles: Sequence[str]) -> Self:
        """Return the titles of listings, as the terms of each."""
        return cls(_Index.of(titles, 0), _Index.of((), 0), (), len(titles))

    def followed_by(self, titles: Sequence[str]) -> Self:
        """Return these titles and then those of other listings."""
        added = (*self.added, *titles)
        length = self.length + len(titles)
        return type(self)(self.old, _Index.of(added, length - len(added)), added, length)

    @property
    def size(self) -> int:
        return self.old.size + self.new.size

    def beginning(self, word: TypedWord) -> Mask:
        """Return which listings have a title with a word that begins so."""
        return self._mask(index.beginning(term) for index in (self.old, self.new) for term in word)

    def having(self, word: TypedWord) -> Mask:
        """Return which listings have a title with this word."""
        return self._mask(index.having(term) for index in (self.old, self.new) for term in word)

    def _mask(self, found: Iterable[NDArray[np.uint32]]) -> Mask:
        has = np.zeros(self.length, np.bool_)
        for slots in found:
            has[slots] = True
        return has
