"""Splitting text into words and writing each word one way.

Everything that only concerns spelling happens here: Unicode form, letter case, hyphens and apostrophes,
Arabic and Cyrillic letters that people write in several ways. What a word *means* (lemma, stem, parts) is not
decided here.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from regions.written.apostrophes import one_apostrophe
from regions.written.digits import ascii_digits

MAX_WORD_LENGTH = 60
"""Characters kept of one word. At four bytes each and a prefix a term stays far below PostgreSQL's 2046 bytes."""

_HYPHENS = "-\u2010\u2011"


class Script(StrEnum):
    """Writing systems that the analysis tells apart; everything else is OTHER."""

    LATIN = "Latn"
    CYRILLIC = "Cyrl"
    ARABIC = "Arab"
    OTHER = "Zzzz"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text.

    `raw` is lower case and keeps inner hyphens and apostrophes (`oleskelulupa-asioissa`, `vaa'an`), which the Finnish
    analysis needs, with one sign for all apostrophes; `pieces` are what hyphens and elisions separate; `text` is the
    word without them, the form that is compared.
    """

    raw: str
    text: str
    pieces: tuple[str, ...]


def _mark_class() -> str:
    """Combining marks of the basic plane as ranges for a character class: `re` does not count them to `\\w`."""
    ranges: list[list[int]] = []
    for code in range(0x300, 0x10000):
        if unicodedata.category(chr(code)) in ("Mn", "Mc"):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in ranges)


_LETTER = "[^\\W_]"
_LETTERS = f"{_LETTER}(?:{_LETTER}|[{_mark_class()}])*"
# Hyphens and apostrophes join when letters or digits stand on both sides. "2024-2025" and "10-12" are two numbers.
_WORD = re.compile(f"{_LETTERS}(?:(?:(?<!\\d)[{_HYPHENS}]|[{_HYPHENS}](?!\\d)|'){_LETTERS})*")
# Case endings that Finnish and Swedish put after an abbreviation with a colon: EU:ssa, Kela:n, TE:lle, EU:s.
_COLON_ENDING = re.compile(
    "(?<=[^\\W_]):(?:n|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|na|nä|a|ä|ta|tä|an|än|aan|ään|een|iin|hin|hun|hon|in|s|t)"
    "(?![^\\W_])"
)
# Between pieces: hyphens, and the apostrophe of an elision ("l'école", "d'accord"). Others belong to the word.
_BORDER = re.compile("-+|(?:(?<=^[a-z])|(?<=^qu))'")
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_ARABIC_KEYBOARD = str.maketrans(
    {
        "\u06cc": "\u064a",  # Persian ya → Arabic ya
        "\u06a9": "\u0643",  # keheh → kaf
        "\u06d2": "\u064a",  # Urdu yeh barree → ya
        "\u06c1": "\u0647",  # heh goal → heh
        "\u06d5": "\u0647",  # Kurdish ae → heh
    }
)
_ARABIC_VARIANTS = str.maketrans(
    {
        "\u0622": "\u0627",  # alef with madda, hamza above, below, wasla → alef
        "\u0623": "\u0627",
        "\u0625": "\u0627",
        "\u0671": "\u0627",
        "\u0649": "\u064a",  # alef maksura → ya
        "\u0629": "\u0647",  # ta marbuta → heh
        "\u0624": "\u0648",  # hamza on waw → waw
        "\u0626": "\u064a",  # hamza on ya → ya
    }
)


def normalise(text: str) -> str:
    """Write `text` one way: NFKC, lower case, no invisible characters, one apostrophe, one set of digits, ё as е.

    Letters of Arabic keyboards are written alike, and digits of every script as 0–9. Zero-width non-joiners inside
    Persian words are taken out, so the word stays one. Å, ä and ö are kept as they are.
    """
    text = ascii_digits(unicodedata.normalize("NFKC", _INVISIBLE.sub("", one_apostrophe(text))))
    text = unicodedata.normalize("NFKC", text.casefold()).replace("i\u0307", "i").replace("ё", "е")
    return unicodedata.normalize("NFKC", _ARABIC_MARKS.sub("", text).translate(_ARABIC_KEYBOARD))


def unify_arabic(word: str) -> str:
    """Drop the distinctions that everyday Arabic spelling leaves out: hamza on alef, final ya, ta marbuta.

    Applied after stemming, because endings are recognised by these very letters.
    """
    return word.translate(_ARABIC_VARIANTS)


def tokenise(text: str) -> list[Token]:
    """Split `text` into its words in reading order. Never raises; text without letters or digits gives nothing."""
    return [token(word) for word in written_words(text)]


def written_words(text: str) -> list[str]:
    """Return the words of `text` as they stand in its normal form, in reading order; `token` makes more of one."""
    return _WORD.findall(_COLON_ENDING.sub("", normalise(text)))


@lru_cache(maxsize=65536)
def token(written: str) -> Token:
    """Return what a word of `written_words` is compared by."""
    raw = re.sub(f"[{_HYPHENS}]", "-", written)[:MAX_WORD_LENGTH].rstrip("-'")
    if raw.endswith("'s"):  # English and Swedish genitive of names
        raw = raw[:-2]
    pieces = tuple(piece.replace("'", "") for piece in _BORDER.split(raw))
    return Token(raw=sys.intern(raw), text=sys.intern("".join(pieces)), pieces=pieces)


def script_of(word: str) -> Script:
    """Return the script of the first letter of `word` that has one; digits count as Latin."""
    for char in word:
        code = ord(char)
        if code < 0x250 or 0x1E00 <= code < 0x1F00:
            return Script.LATIN
        if 0x400 <= code < 0x530:
            return Script.CYRILLIC
        if 0x600 <= code < 0x780 or 0x8A0 <= code < 0x900:
            return Script.ARABIC
        if unicodedata.category(char) != "Mn":
            return Script.OTHER
    return Script.LATIN
