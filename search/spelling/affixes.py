"""Endings that inflected words of a language have, and what Arabic writes before a word: all in folded letters.

They are cut without knowing whether a word has them. What is put together again is looked up before it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

#: Letters of the shortest stem.
SHORTEST_STEM: Final = 4

_ENDINGS: Final = {
    "fi": """
        n a t ta en in on un an ssa sta lla lta lle na ksi ja ia den tten jen ien issa ista iin illa ilta ille iksi
        ita ihin oita oissa oista oihin oilla oille ojen e et
    """,
    "sv": "n en et t na a er ar or r s ens ets arna erna orna are ade",
    "en": "s es ed ing er ers d ly",
    "et": "d t s st sse le l lt ks ga ta na ni de te id i e a u sid dele del des ele",
    "ru": "а я у ю ы и е о ой ей ом ем ам ям ами ями ах ях ов ев ого его ому ему ым им ых их ая ое ые ую ть ь ия ии ию",
    "uk": "а я у ю и і е о ої ею ою ом ем ам ям ами ями ах ях ів ого ому им их є ій ти ь ія ії ію ні",
    "ar": "ات ين ون ه ها ي هم ك نا",
    "fa": "ها هاي هايي ي ان ات م",
}
_BEFORE: Final = {"ar": "ال وال بال لل ل ب و", "fa": "مي نمي ب"}


def cuts(word: str, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield (beginning, stem, ending) for every way to cut affixes off a folded word; the whole word is none.

    The longest ending comes first. The stem has at least four letters.
    """
    for before in ("", *_before(language)):
        rest = word.removeprefix(before)
        if before and rest == word:
            continue
        for ending in _endings(language):
            if rest.endswith(ending) and len(rest) - len(ending) >= SHORTEST_STEM:
                yield before, rest[: len(rest) - len(ending)], ending
        if before and len(rest) >= SHORTEST_STEM:
            yield before, rest, ""


def endings_near(typed: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield endings of at least two letters that differ by one change from what was typed, with that distance."""
    for ending in _endings(language):
        if len(ending) > 1 and typed != ending and OSA.distance(typed, ending, score_cutoff=1) == 1:
            yield ending, 1


@lru_cache(maxsize=65536)
def stems(word: str, language: str) -> tuple[str, ...]:
    """Return what may be the stem of a folded word, the word itself first."""
    return tuple(dict.fromkeys((word, *(stem for _, stem, _ in cuts(word, language)))))


@lru_cache(maxsize=16)
def _endings(language: str) -> tuple[str, ...]:
    return tuple(sorted(_ENDINGS.get(language, "").split(), key=len, reverse=True))


@lru_cache(maxsize=16)
def _before(language: str) -> tuple[str, ...]:
    return tuple(_BEFORE.get(language, "").split())
