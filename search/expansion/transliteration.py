"""Finnish names in Cyrillic and Arabic letters, by the rules that newspapers and maps follow.

People also write names in other ways; spellings that are met and that no rule gives are in
``search/data/place_names.json``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_VOWELS: Final = frozenset("aeiouyåäö")

_SOUND: Final = re.compile("ts|j?[aeiouyåäö]|.")
_CYRILLIC: Final = {
    **dict(zip("abcdefghiklmnopqrstuvwxzåšž", "абкдефгхиклмнопкрстуввкзошж", strict=True)),
    "ts": "ц",
    "j": "й",
    "ä": "я",
    "ö": "ё",
    "y": "ю",
    "ja": "я",
    "jä": "я",
    "jo": "йо",
    "jö": "йо",
    "ju": "ю",
    "jy": "ю",
    "je": "е",
    "ji": "йи",
}
_AFTER_CONSONANT: Final = {"jo": "ьё", "jö": "ьё", "ji": "ьи"}
_UKRAINIAN: Final = str.maketrans({"и": "і", "э": "е", "ё": "ьо"})

_ARABIC: Final = str.maketrans(
    {**dict(zip("abcdefghijklmnopqrstuvwxyzåäö", "ابكديفغهيجكلمنوبكرستوفوكيزواو", strict=True)), "š": "ش", "ž": "ج"}
    | {"j": "ي"}
)
_PERSIAN: Final = str.maketrans({"p": "پ", "g": "گ", "v": "و", "w": "و"})


def in_letters_of(name: str, language: str) -> tuple[str, ...]:
    """Return spellings of a Finnish name in the letters of ``ru``, ``uk``, ``ar`` or ``fa``, the usual one first."""
    return tuple(dict.fromkeys(_SPELLINGS[language](name.lower())))


def _russian(name: str) -> list[str]:
    """Return a name by the rules ("илмайоки"), and as people also hear its l ("ильмайоки") and ä ("ярвенпаа")."""
    spelled = _cyrillic(name)
    soft = re.sub("л(?=[^аеёиоуэюяйль]|$)", "ль", spelled)
    return [spelled, soft, spelled.replace("яя", "яа"), _cyrillic(name.replace("ä", "a"))]


def _cyrillic(name: str) -> str:
    return "".join(map(_sound_in_cyrillic, _SOUND.finditer(name)))


def _sound_in_cyrillic(match: re.Match[str]) -> str:
    sound, before = match.group(), match.string[: match.start()]
    follows_vowel, follows_consonant = before[-1:] in _VOWELS, before[-1:].isalpha() and before[-1] not in _VOWELS
    if sound == "i" and follows_vowel and before != "i" and match.string[match.end() : match.end() + 1] != "i":
        return "й"
    if sound in ("e", "ä") and not before[-1:].isalpha():
        return "э"
    if len(sound) > 1 and sound[0] == "j" and follows_consonant:
        return _AFTER_CONSONANT.get(sound, "ь" + _CYRILLIC[sound])
    return _CYRILLIC.get(sound, sound)


def _ukrainian(name: str) -> list[str]:
    return [spelling.translate(_UKRAINIAN) for spelling in _russian(name)]


def _arabic(name: str) -> list[str]:
    return [_single(spelling.translate(_ARABIC)) for spelling in _spoken(name)]


def _persian(name: str) -> list[str]:
    return [_single(spelling.translate(_PERSIAN).translate(_ARABIC)) for spelling in _spoken(name)]


def _spoken(name: str) -> list[str]:
    """Return a name as Arabic letters can say it: y as i or u, and with or without a short e or i.

    A vowel at the beginning has an alef.
    """
    started = re.sub(r"\b([eioöuå])", r"a\1", name)
    short = re.sub(r"(?<![eiyoöuåä])[ei](?=[^\W\d_aeiouyåäö])", "", _single(started))
    return [started, short, started.replace("y", "u")]


def _single(text: str) -> str:
    """Write each double letter once."""
    return re.sub(r"(.)\1", r"\1", text)


_SPELLINGS: Final[dict[str, Callable[[str], list[str]]]] = {
    "ru": _russian,
    "uk": _ukrainian,
    "ar": _arabic,
    "fa": _persian,
}

#: Languages whose letters are known here.
TRANSLITERATED: Final = tuple(_SPELLINGS)
