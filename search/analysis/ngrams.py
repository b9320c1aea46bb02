"""Pieces of words: four letters each, as a net for misspellings.

One shared piece says nothing ("asdf" must find nothing), so `required` says how many of a word's pieces a document
has to share before the net may count it as a hit.
"""

from __future__ import annotations

SIZE = 4
MIN_WORD_LENGTH = 6
"""Shorter words have too few pieces to tell a misspelling from another word."""


def ngrams(word: str) -> tuple[str, ...]:
    """Return the distinct four-letter pieces of `word` in order, or nothing for a short word or one with digits."""
    if len(word) < MIN_WORD_LENGTH or not word.isalpha():
        return ()
    return tuple(dict.fromkeys(word[start : start + SIZE] for start in range(len(word) - SIZE + 1)))


def required(pieces: int) -> int:
    """Return how many of `pieces` must be shared: three fifths, but at least two; 0 if there are none.

    One wrong letter changes up to four pieces. So a long word may lack more pieces, but not a larger share.
    """
    return max(2, -(-pieces * 3 // 5)) if pieces else 0
