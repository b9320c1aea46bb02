"""Where words occur: for each term the listings that have it, with the place in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from search.documents.packed_terms import PLACE_BITS, TERM_SIZE, term_number
from search.engines.columns.units import Mask, Slots, Wide

_PLACE: Final = (1 << PLACE_BITS) - 1

#: Slots in which a term occurs, and its place in the text of each (0 is the title, see ``WEIGHTS``).
Found = tuple[Slots, NDArray[np.int64]]


@dataclass(frozen=True)
class Postings:
    """``numbers``: terms, sorted. Those of ``numbers[i]`` are ``found[begins[i]:begins[i + 1]]``: slot and place."""

    numbers: Wide
    begins: NDArray[np.int64]
    found: NDArray[np.uint32]

    @classmethod
    def of(cls, packed: Wide, slots: NDArray[np.uint32]) -> Self:
        """Return the postings of packed terms (see ``packed_terms``) and the slots that have them."""
        found_by_term = _sorted_in_room(packed, slots)
        if found_by_term is None:
            found_by_term = _sorted_stably(packed, slots)
        terms, begins, found = found_by_term
        return cls(terms << np.uint64(PLACE_BITS), np.append(begins, len(packed)), found)

    def unpacked(self) -> tuple[Wide, NDArray[np.uint32]]:
        """Return what ``of`` takes."""
        numbers = np.repeat(self.numbers, np.diff(self.begins))
        return numbers | (self.found & np.uint32(_PLACE)), self.found >> np.uint32(PLACE_BITS)

    def of_term(self, number: int) -> NDArray[np.uint32]:
        place = int(self.numbers.searchsorted(np.uint64(number)))
        if place == len(self.numbers) or self.numbers[place] != number:
            return self.found[:0]
        return self.found[self.begins[place] : self.begins[place + 1]]

    @property
    def size(self) -> int:
        return self.numbers.nbytes + self.begins.nbytes + self.found.nbytes


#: Distinct terms, sorted; where those of each begin; all slots with their places, by term and slot.
_Sorted = tuple[Wide, NDArray[np.int64], NDArray[np.uint32]]


def _sorted_in_room(packed: Wide, slots: NDArray[np.uint32]) -> _Sorted | None:
    """Sort terms with the slot in place of their lowest bits, so that what is sorted is single numbers: that is quick.

    None where two terms differ in these bits alone. With a hundred thousand listings and half a million terms that
    happens once in three hundred pools.
    """
    room = int(slots.max(initial=0)).bit_length() + PLACE_BITS
    low = np.uint64(room)
    terms = np.sort(packed >> np.uint64(PLACE_BITS))
    terms = terms[_beginnings(terms)]
    keys = np.sort(packed >> low << low | slots.astype(np.uint64) << np.uint64(PLACE_BITS) | packed & np.uint64(_PLACE))
    begins = _beginnings(keys >> low)
    return (terms, begins, (keys & np.uint64((1 << room) - 1)).astype(np.uint32)) if len(begins) == len(terms) else None


def _sorted_stably(packed: Wide, slots: NDArray[np.uint32]) -> _Sorted:
    order = np.lexsort((slots, packed >> np.uint64(PLACE_BITS)))
    terms, places = packed[order] >> np.uint64(PLACE_BITS), packed[order].astype(np.uint32) & np.uint32(_PLACE)
    begins = _beginnings(terms)
    return terms[begins], begins, slots[order] << np.uint32(PLACE_BITS) | places


def _beginnings(ordered: Wide) -> NDArray[np.int64]:
    """Return where another number than before begins."""
    return np.flatnonzero(np.concatenate((np.ones(min(len(ordered), 1), np.bool_), ordered[1:] != ordered[:-1])))


@dataclass(frozen=True)
class Terms:
    """``old``: terms of listings that were loaded together; ``new``: of those that came later, which are few."""

    old: Postings
    new: Postings
    length: int

    @classmethod
    def none(cls) -> Self:
        nothing = Postings.of(np.zeros(0, np.uint64), np.zeros(0, np.uint32))
        return cls(nothing, nothing, 0)

    def followed_by(self, packed: Sequence[bytes]) -> Self:
        """Return these terms and then those of other listings, as packed bytes for each."""
        numbers = np.frombuffer(b"".join(packed), ">u8").astype(np.uint64)
        sizes = [len(of_one) // TERM_SIZE for of_one in packed]
        slots = np.repeat(np.arange(self.length, self.length + len(packed), dtype=np.uint32), sizes)
        length = self.length + len(packed)
        if not self.length:
            return type(self)(Postings.of(numbers, slots), self.new, length)
        newer, where = self.new.unpacked()
        together = Postings.of(np.concatenate((newer, numbers)), np.concatenate((where, slots)))
        return type(self)(self.old, together, length)

    @cached_property
    def size(self) -> int:
        return self.old.size + self.new.size

    def find(self, term: str) -> Found:
        """Return where a term occurs."""
        number = term_number(term)
        found = self.old.of_term(number)
        if len(self.new.numbers):
            found = np.concatenate((found, self.new.of_term(number)))
        return (found >> PLACE_BITS).astype(np.int64), (found & _PLACE).astype(np.int64)

    def having_any(self, terms: Sequence[str]) -> Mask:
        """Return which listings have one of the terms."""
        has = np.zeros(self.length, np.bool_)
        for term in terms:
            has[self.find(term)[0]] = True
        return has
