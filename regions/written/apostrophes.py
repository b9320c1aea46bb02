"""Apostrophes, whichever of the signs that look alike somebody types."""

from __future__ import annotations

from typing import Final

#: Signs that people type for one apostrophe: quotation marks, primes, accents that stand alone, modifier letters.
_SIGNS: Final = (
    "\u2018\u2019\u201a\u201b\u2032\u2035\u0060\u00b4\uff07\uff40\u0374\u0384\u1fbd\u1fbf\u1fef\u1ffd\u1ffe\u055a\u05f3"
    "\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u02f4\ua78b\ua78c"
)
_TO_APOSTROPHE: Final = str.maketrans(dict.fromkeys(_SIGNS, "'"))


def one_apostrophe(text: str) -> str:
    """Write each sign that is typed for an apostrophe as ``'``; the text keeps its length.

    To be called before NFKC, which takes some of the signs for a space with an accent.
    """
    return text if text.isascii() and "`" not in text else text.translate(_TO_APOSTROPHE)
