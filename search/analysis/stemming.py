"""Snowball stems for languages other than Finnish, and for Finnish words that the morphology does not know."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any, Final

import snowballstemmer

SNOWBALL: Final = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "prs": "persian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
"""Language (BCP 47 primary subtag) → Snowball algorithm. Others (uk, so, ku, ckb, ti, am, ps …) have normalised words
only."""

_TO_PERSIAN = str.maketrans({"\u064a": "\u06cc", "\u0643": "\u06a9"})
_FROM_PERSIAN = str.maketrans({"\u06cc": "\u064a", "\u06a9": "\u0643"})
_local = threading.local()


def primary_subtag(language: str | None) -> str:
    """Return the language without region or script, lower case: `sv-FI` → `sv`; nothing gives an empty string."""
    return (language or "").replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """Return the Snowball stem of a normalised word, or the word itself where the language has no stemmer.

    A stem is never shorter than two characters and never empty.
    """
    algorithm = SNOWBALL.get(language)
    if algorithm is None:
        return word
    persian = algorithm == "persian"
    stemmed: str = _stemmer(algorithm).stemWord(word.translate(_TO_PERSIAN) if persian else word)
    if persian:
        stemmed = stemmed.translate(_FROM_PERSIAN)
    return stemmed if len(stemmed) > 1 else word


def _stemmer(algorithm: str) -> Any:
    """Return this thread's stemmer: Snowball objects keep the word they work on, so threads must not share one."""
    if not hasattr(_local, "stemmers"):
        _local.stemmers = {}
    stemmers: dict[str, Any] = _local.stemmers
    if algorithm not in stemmers:
        stemmers[algorithm] = snowballstemmer.stemmer(algorithm)
    return stemmers[algorithm]
