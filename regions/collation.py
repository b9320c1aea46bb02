"""Alphabetical order as Finnish and Swedish have it (EN 13710), for Python and for a database without ICU.

Accents don't count (é is e, č is c, ž is z), letters of Sámi stand with those they come from (đ with d, ŋ with n), ü is
y. The letters å, ä and ö come after z, with æ as ä, ø as ö. Other scripts come after Latin, in the order of Unicode.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from django.db.models import Expression, F, Func, TextField, Value
from django.db.models.functions import Collate, Lower

from regions.written.apostrophes import one_apostrophe

#: Stand-ins for the letters after z: in code points they come after z and before every letter that isn't ASCII.
_LAST: Final = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}
_SPECIAL: Final = {
    "ü": "y", "ű": "y", "đ": "d", "ð": "d", "ǥ": "g", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "n", "ŧ": "t", "ʒ": "z",
    "ǯ": "z", "þ": "th", "œ": "oe", "ß": "ss",
}  # fmt: skip
_LETTERS: Final = str.maketrans(_LAST | _SPECIAL)
_ACCENTED: Final = re.compile("([a-z])[\u0300-\u036f]+")
#: Signs that belong to no letter, within a word.
_APOSTROPHES: Final = re.compile(r"(?<=\w)'+(?=\w)")
_BEGINNING: Final = re.compile(r"^[\W_]+")


def sort_key(text: str) -> str:
    """Return a key by which texts sort alphabetically when keys are compared by code points.

    Case, accents, apostrophes in words and signs at the beginning don't count.

    >>> sorted(["Östra", "Čáhppes", "Zeta", "Cykel", "Åbo"], key=sort_key)
    ['Čáhppes', 'Cykel', 'Zeta', 'Åbo', 'Östra']
    """
    composed = unicodedata.normalize("NFC", _APOSTROPHES.sub("", one_apostrophe(text))).casefold()
    folded = _ACCENTED.sub(r"\1", unicodedata.normalize("NFD", composed.translate(_LETTERS)))
    key = unicodedata.normalize("NFC", folded).strip()
    return _BEGINNING.sub(lambda signs: "".join(sign for sign in signs.group() if sign in "{|}"), key) or key


def in_order(expression: Expression | F) -> Collate:
    """Return an expression that sorts a text in the database as ``sort_key`` does, its first signs apart."""
    letters, places = _single_letters()
    plain = Func(Lower(expression), Value(letters), Value(places), function="translate", output_field=TextField())
    return Collate(plain, "C")


@lru_cache(maxsize=1)
def _single_letters() -> tuple[str, str]:
    """Return the letters of Latin-1, Latin Extended and Sámi that sort as another one, and what they sort as."""
    keys = {chr(code): sort_key(chr(code)) for code in range(0xDF, 0x250) if chr(code).islower()}
    single = {letter: key for letter, key in keys.items() if len(key) == 1 and key != letter}
    return "".join(single), "".join(single.values())
