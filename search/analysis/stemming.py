"""Stems for languages other than Finnish, and for Finnish words that the morphology does not know.

Most are Snowball's; Ukrainian and Somali have rules of ours.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import snowballstemmer

from search.analysis import somali, ukrainian

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
"""Language (BCP 47 primary subtag) → Snowball algorithm."""

_OWN: Final[dict[str, Callable[[str], str]]] = {"uk": ukrainian.stem_word, "so": somali.stem_word}
"""Languages with rules of ours. All others (ku, ckb, ti, am, ps …) have normalised words only."""

_TO_PERSIAN = str.maketrans({"\u064a": "\u06cc", "\u0643": "\u06a9"})
_FROM_PERSIAN = str.maketrans({"\u06cc": "\u064a", "\u06a9": "\u0643"})
_local = threading.local()


def primary_subtag(language: str | None) -> str:
    """Return the language without region or script, lower case: `sv-FI` → `sv`; nothing gives an empty string."""
    return (language or "").replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """Return the stem of a normalised word, or the word itself where the language has no stemmer.

    A stem is never shorter than two characters and never empty.
    """
    if own := _OWN.get(language):
        return own(word)
    algorithm = SNOWBALL.get(language)
    if algorithm is None:
        return word
    stemmed = _BEFORE.get(algorithm, str)(word)
    stemmed = _AFTER.get(algorithm, str)(_stemmer(algorithm).stemWord(stemmed))
    return stemmed if len(stemmed) > 1 else word


def _without_conjunction(word: str) -> str:
    """Cut "and" and "so" before the Arabic article, which Snowball leaves: والمحامي."""
    return word[1:] if len(word) > 4 and word[0] in "\u0648\u0641" and word[1:3] == "\u0627\u0644" else word


def without_and(word: str) -> str:
    """Return an Arabic word without the "and" that is written before it, or nothing where there is none: ولغة.

    It may belong to the word ("وكيل"), so it is another reading, not a better one.
    """
    return word[1:] if len(word) > 3 and word[0] == "\u0648" else ""


def _without_final_ya(stemmed: str) -> str:
    """Cut a final ya of longer Arabic stems: Snowball leaves it in محاميين but not in محامي."""
    return stemmed[:-1] if len(stemmed) > 4 and stemmed.endswith("\u064a") else stemmed


_BEFORE: Final[dict[str, Callable[[str], str]]] = {
    "arabic": _without_conjunction,
    "persian": lambda word: word.translate(_TO_PERSIAN),
}
_AFTER: Final[dict[str, Callable[[str], str]]] = {
    "arabic": _without_final_ya,
    "persian": lambda stemmed: stemmed.translate(_FROM_PERSIAN),
}
"""What is done to a word before and to its stem after Snowball."""


def _stemmer(algorithm: str) -> Any:
    """Return this thread's stemmer: Snowball objects keep the word they work on, so threads must not share one."""
    if not hasattr(_local, "stemmers"):
        _local.stemmers = {}
    stemmers: dict[str, Any] = _local.stemmers
    if algorithm not in stemmers:
        stemmers[algorithm] = snowballstemmer.stemmer(algorithm)
    return stemmers[algorithm]
