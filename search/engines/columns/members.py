"""Which listings have a label, which is the code of a facet. One row of bits per label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from search.engines.columns.units import Mask, Wide

_BITS: Final = 64


@dataclass(frozen=True)
class Members:
    """``rows``: the row of each label in ``bits`` (labels × words of 64 slots). ``length``: the number of slots."""

    rows: Mapping[str, int]
    bits: Wide
    length: int

    @classmethod
    def none(cls) -> Self:
        return cls({}, np.zeros((0, 0), np.uint64), 0)

    def followed_by(self, labels: Sequence[Sequence[str]]) -> Self:
        """Return these members and then others, one for each list of labels."""
        rows = dict(self.rows)
        for label in chain.from_iterable(labels):
            rows.setdefault(label, len(rows))
        length = self.length + len(labels)
        words = -(-length // _BITS)
        bits = np.zeros((len(rows), words), np.uint64)
        bits[: self.bits.shape[0], : self.bits.shape[1]] = self.bits
        row_of = np.fromiter((rows[label] for label in chain.from_iterable(labels)), np.int64)
        slots = np.repeat(np.arange(self.length, length), [len(of_one) for of_one in labels])
        masks = np.uint64(1) << (slots % _BITS).astype(np.uint64)
        np.bitwise_or.at(bits.reshape(-1), row_of * words + slots // _BITS, masks)
        return type(self)(rows, bits, length)

    @property
    def size(self) -> int:
        """Bytes of the bits; of each label about 150."""
        return self.bits.nbytes + 150 * len(self.rows)

    def having(self, label: str) -> Mask:
        """Return which listings have a label."""
        row = self.rows.get(label)
        if row is None:
            return np.zeros(self.length, np.bool_)
        return np.unpackbits(self.bits[row].view(np.uint8), count=self.length, bitorder="little").view(np.bool_)

    def having_any(self, labels: Iterable[str]) -> Mask:
        """Return which listings have one of the labels."""
        rows = [self.rows[label] for label in labels if label in self.rows]
        together = np.bitwise_or.reduce(self.bits[rows], axis=0)
        return np.unpackbits(together.view(np.uint8), count=self.length, bitorder="little").view(np.bool_)

    def counted(self, name: str, among: Mask) -> dict[str, int]:
        """Return the labels of a facet with their numbers of listings ``among`` some, without those that have none."""
        labels, rows = self._facets.get(name, ((), np.zeros(0, np.int64)))
        counts = np.bitwise_count(self.bits[rows] & self._words(among)).sum(axis=1, dtype=np.int64)
        return {label: count for label, count in zip(labels, counts.tolist(), strict=True) if count}

    def _words(self, mask: Mask) -> Wide:
        packed = np.zeros(self.bits.shape[1] * 8, np.uint8)
        packed[: -(-self.length // 8)] = np.packbits(mask, bitorder="little")
        return packed.view(np.uint64)

    @cached_property
    def _facets(self) -> dict[str, tuple[tuple[str, ...], NDArray[np.int64]]]:
        """Labels and rows by what stands before the label's colon."""
        labels: dict[str, list[str]] = {}
        for label in self.rows:
            labels.setdefault(label.partition(":")[0], []).append(label)
        return {
            name: (tuple(of_one), np.array([self.rows[label] for label in of_one], np.int64))
            for name, of_one in labels.items()
        }

    def labels_of(self, name: str) -> tuple[str, ...]:
        """Return the labels of a facet."""
        return self._facets[name][0] if name in self._facets else ()
