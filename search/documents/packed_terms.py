"""Terms of a document as compact bytes, for columns in a process: eight bytes each, with the place in the text."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from search.documents.terms import WEIGHTS

#: Bytes of one term.
TERM_SIZE: Final = 8
#: The lowest bits of a term's number, which hold its place in the text.
PLACE_BITS: Final = 2


@lru_cache(maxsize=131072)
def term_number(term: str) -> int:
    """Return the number of a term, with zero in its place bits.

    It is a digest of 62 bits: among a million terms two have the same number once in nine million pools.
    """
    digest = int.from_bytes(hashlib.blake2b(term.encode(), digest_size=TERM_SIZE).digest(), "big")
    return digest >> PLACE_BITS << PLACE_BITS


def pack_terms(terms: Sequence[tuple[str, str]]) -> bytes:
    """Return terms with their weights (see ``search.documents.terms``) as big-endian numbers; A has place 0."""
    numbers = [term_number(term) | WEIGHTS.index(weight) for term, weight in terms]
    return struct.pack(f">{len(numbers)}Q", *numbers)
