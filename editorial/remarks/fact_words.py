"""Words that say when, or how many: a correction of one is never surely spelling ("tiistaisin", "torstaisin")."""

from __future__ import annotations

#: Beginnings of words: days of the week, months and long numbers in Finnish, Swedish and English.
_BEGINNINGS = (
    *("maanant", "tiist", "keskiviik", "torst", "perjant", "lauant", "sunnunt"),
    *("tammik", "helmik", "maalisk", "huhtik", "toukok", "kesäk", "heinäk", "elok", "syysk", "lokak", "marrask"),
    *("jouluk", "yhde", "kahde", "kolm", "neljä", "viide", "viite", "kuude", "seitsem", "kymmen", "puoli"),
    *("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    *("januar", "februar", "mars", "april", "augusti", "septemb", "oktob", "novemb", "decemb"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("march", "august", "octob", "three", "four", "seven", "eight", "twelve", "twent"),
)
#: Whole words, too short to be told by their beginning.
_WORDS = frozenset(
    {
        *("yksi", "yhtä", "kaksi", "kahta", "viisi", "kuusi", "aamu", "ilta"),
        *("maj", "juni", "juli", "en", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio"),
        *("may", "june", "july", "one", "two", "five", "six", "nine", "ten", "am", "pm", "noon"),
        *("ei", "eivät", "inte", "ej", "not", "no"),
    }
)


def says_fact(letters: str) -> bool:
    """Whether a word, its letters alone, says when or how many, or denies something."""
    word = letters.lower()
    return word in _WORDS or word.startswith(_BEGINNINGS)
