"""How much two strings are alike, and hashes by which alike ones are found among many. Pure functions.

The hashes are MinHash in bands: of two strings that share most of their pieces nearly always one band is the same, of
two that share few hardly ever.
"""

from __future__ import annotations

import hashlib
import re
import struct
from functools import lru_cache

#: Letters of one piece; hashes in a band, and bands.
_PIECE, _ROWS, _BANDS = 4, 3, 16
#: Pieces of a string that are looked at.
_MOST_PIECES = 2000
_PRIME = (1 << 61) - 1
_SPACE = re.compile(r"\s+")


def normalised(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()


def digest(text: str) -> str:
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:32]


def pieces(text: str) -> frozenset[str]:
    """Return the pieces of a text, with its beginnings and ends of words."""
    padded = f" {normalised(text)} "[: _MOST_PIECES + _PIECE]
    return frozenset(padded[at : at + _PIECE] for at in range(max(1, len(padded) - _PIECE + 1)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of pieces that two texts have in common: 1 for the same ones, 0 for none."""
    return 2 * len(one & other) / (len(one) + len(other))


def bands(found: frozenset[str]) -> list[int]:
    """Return one number for each band, as PostgreSQL's integers."""
    least = [min(values) for values in zip(*map(_values, found), strict=True)]
    rows = (tuple(least[at : at + _ROWS]) for at in range(0, _ROWS * _BANDS, _ROWS))
    return [_number(number, row) for number, row in enumerate(rows)]


@lru_cache(maxsize=4000)
def _values(piece: str) -> tuple[int, ...]:
    """All hashes of a piece; most pieces come again and again."""
    hashed = int.from_bytes(hashlib.blake2b(piece.encode(), digest_size=7).digest())
    return tuple((hashed * factor + offset) % _PRIME for factor, offset in _functions())


def _number(number: int, row: tuple[int, ...]) -> int:
    hashed = hashlib.blake2b(repr((number, row)).encode(), digest_size=4).digest()
    value: int = struct.unpack(">i", hashed)[0]
    return value


@lru_cache(maxsize=1)
def _functions() -> list[tuple[int, int]]:
    """The same hash functions in every process: factor and offset of each."""

    def number(name: str) -> int:
        return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=7).digest()) % (_PRIME - 1) + 1

    return [(number(f"factor {at}"), number(f"offset {at}")) for at in range(_ROWS * _BANDS)]
