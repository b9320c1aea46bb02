"""Somali stems by rules: the article behind a noun, possessives and plurals are cut.

"Luqadda" is "luqad" with its article, "casharrada" the plural "casharro" of "cashar" with one. There is no Snowball
algorithm for Somali.
"""

from __future__ import annotations

import re
from typing import Final

_SHORTEST_STEM: Final = 3

#: Possessives ("cunugayga", my child) and articles, with the vowel that they change to before a subject.
_POSSESSIVE: Final = re.compile("(?:[kgthd]?(?:ayga|aygu|ayda|aydu|aaga|aada|iisa|eeda|eenna|eena|ooda))$")
_ARTICLE: Final = re.compile("(?:[kghtd](?:a|u|ii|ee|an|aas))$")
#: The article of a feminine word that ends in l: "dabaasha" of "dabaal".
_ARTICLE_OF_L: Final = re.compile("(?<=[aeiou])sh(?:a|u|ii)$")
_PLURAL: Final = re.compile("(?:ooyin|oyin|yaal|(?<=[bdfgklmnqrst])yo|o|a)$")
_DOUBLED: Final = re.compile(r"([bdglmnr])\1$")


def stem_word(word: str) -> str:
    """Return the stem of a normalised word; short words stay."""
    if _ARTICLE_OF_L.search(word):
        return _ARTICLE_OF_L.sub("l", word)
    stem = word
    for ending in (_POSSESSIVE, _ARTICLE, _PLURAL):
        shorter = ending.sub("", stem)
        if len(shorter) >= _SHORTEST_STEM:
            stem = shorter
    shorter = _DOUBLED.sub(r"\1", stem)
    return shorter if len(shorter) >= _SHORTEST_STEM else stem
