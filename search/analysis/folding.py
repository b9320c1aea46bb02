"""Letters without their dots and accents, as an aid to recall.

å ä ö are letters of their own in Finnish and Swedish: the main terms keep them exact. A folded term only helps whoever
types on a keyboard without them ("laksyapu"), and weighs less.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPECIAL = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ı": "i", "ß": "ss", "ŋ": "n", "ŧ": "t"}
)
_ACCENTED = re.compile("([a-z])[\u0300-\u036f]+")
_KEPT = str.maketrans({"å": "\ue000", "ä": "\ue001", "ö": "\ue002"})
_RESTORED = str.maketrans({"\ue000": "å", "\ue001": "ä", "\ue002": "ö"})


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return lower-case `word` with Latin letters reduced to ASCII; letters of other scripts stay. Idempotent."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word.translate(_SPECIAL))
    return unicodedata.normalize("NFC", _ACCENTED.sub(r"\1", decomposed))


@lru_cache(maxsize=65536)
def fold_accents(word: str) -> str:
    """Fold everything but å, ä and ö: "café" and "cafe" are one spelling, "sahko" and "sähkö" are not."""
    return word if word.isascii() else fold(word.translate(_KEPT)).translate(_RESTORED)
