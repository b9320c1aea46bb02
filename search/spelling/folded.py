"""The form of a word in which spellings are compared: without dots, accents and hyphens, Arabic letters alike."""

from __future__ import annotations

from functools import lru_cache

from search.analysis.folding import fold
from search.analysis.tokens import unify_arabic


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Return the form of a normalised word that is compared. Missing dots and accents are no misspelling."""
    return unify_arabic(fold(word.replace("-", "").replace("'", "")))
