"""Ukrainian stems by rules: endings of nouns, adjectives and verbs are cut, and changes before them undone.

There is no Snowball algorithm for Ukrainian. The rules aim at one stem for the forms of a word, not at a real one.
"""

from __future__ import annotations

import re
from typing import Final

_SHORTEST_STEM: Final = 3

_ENDINGS: Final = sorted(
    (
        # nouns
        *("ами", "ями", "ьми", "ах", "ях", "ові", "еві", "єві", "ою", "ею", "єю", "ом", "ем", "єм", "ам", "ям"),
        *("ів", "їв", "ей", "ій", "а", "я", "у", "ю", "о", "е", "є", "и", "і", "ї", "ь", "й"),
        # adjectives
        *("ого", "ього", "ому", "ьому", "ими", "іми", "ий", "их", "іх", "им", "ім", "ої", "ьої"),
        # verbs
        *("ити", "іти", "яти", "ть", "уть", "ють", "ать", "ять", "ить", "іть", "емо", "ємо", "имо", "їмо"),
        *("ете", "єте", "ите", "еш", "єш", "иш", "їш", "ла", "ло", "ли"),
        *("ає", "аю", "аємо", "ають", "ала", "яє", "яю", "яємо", "яють", "яла"),
        # qualities: "самотність" of "самотній"
        *("ість", "ості", "істю"),
    ),
    key=len,
    reverse=True,
)
#: Verbs, whose stem ends before the a; "адвокати" are several lawyers.
_INFINITIVE: Final = re.compile("(?<=[вст])ати$")
_REFLEXIVE: Final = re.compile("(?:ся|сь)$")
#: A vowel that only the form without an ending has: "жінок" of "жінка", "гурток" of "гуртки".
_FLEETING: Final = re.compile("^(.{2,}[^аеєиіїоуюя])[оеє]([кц])$")
#: "математиці" is a form of "математика".
_SOFTENED: Final = str.maketrans({"ц": "к"})


def stem_word(word: str) -> str:
    """Return the stem of a normalised word; short words stay."""
    plain = word.replace("'", "")
    if len(plain) > _SHORTEST_STEM + 3:
        plain = _REFLEXIVE.sub("", plain)
    stem = _INFINITIVE.sub("", plain) if len(plain) > _SHORTEST_STEM + 2 else plain
    if stem == plain:
        stem = _without_ending(plain)
    stem = _FLEETING.sub(r"\1\2", stem.removesuffix("ь"))
    return stem[:-1] + stem[-1].translate(_SOFTENED) if len(stem) > _SHORTEST_STEM else stem


def _without_ending(word: str) -> str:
    endings = (end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM)
    return word.removesuffix(next(endings, ""))
