"""Finnish words typed without their dots: "laksyapu" for "läksyapu", "lahihoitajaksi" for "lähihoitajaksi".

Many people have a keyboard without ä and ö. Voikko's transducer is walked letter by letter, with ä beside every a and ö
beside every o. A beginning that no word has is given up at once, so the dictionary keeps the choices few. A word that
the dictionary has as it stands is never read as another: "saari" (island) isn't "sääri" (shin).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from search.analysis import finnish

_CHOICES: Final = {"a": "aä", "o": "oö"}
_SHORTEST: Final = 3
_LONGEST: Final = 30
_MOST_SPELLINGS: Final = 3
#: Steps of the walk for one word, some 12 µs each. Hardly a real word takes as many.
_MOST_STEPS: Final = 2500
#: Words of one query that are looked at, so that nobody can type one that takes long.
_MOST_WORDS: Final = 8


def spellings_with_dots(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return ``with_dots`` of each word of a query, for the first eight of them that Voikko doesn't know."""
    asked = [word for word in dict.fromkeys(words) if _may_lack_dots(word)][:_MOST_WORDS]
    return [with_dots(word) if word in asked else () for word in words]


@lru_cache(maxsize=16384)
def with_dots(word: str) -> tuple[str, ...]:
    """Return Finnish spellings with dots of a normalised word that Voikko doesn't know, those of fewest parts.

    At most three; none for a word that Voikko knows, or one that no dots make a Finnish word. Dots that are there stay.
    A word not asked for before takes 1 to 30 ms.
    """
    if not _may_lack_dots(word):
        return ()
    spellings = [spelling for spelling in _walk(word) if finnish.is_known(spelling)]
    parts = {spelling: len(finnish.readings(spelling)[0].segments) for spelling in spellings}
    return tuple(spelling for spelling in spellings if parts[spelling] == min(parts.values()))[:_MOST_SPELLINGS]


def _may_lack_dots(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and bool(_CHOICES.keys() & set(word)) and not finnish.is_known(word)


def _walk(word: str) -> list[str]:
    """Return the spellings that the transducer accepts; none where that takes too many steps."""
    from kfst_rs.transducer import FSTState

    live: dict[str, set[Any]] = {"": {FSTState(0)}}
    steps = 0
    for position, letter in enumerate(word):
        is_last = position == len(word) - 1
        longer: dict[str, set[Any]] = {}
        for beginning, states in live.items():
            for choice in _CHOICES.get(letter, letter):
                steps += len(states)
                if reached := _step(choice, states, is_last=is_last):
                    longer[beginning + choice] = reached
        live = longer
        if steps > _MOST_STEPS or not live:
            return []
    return list(live)


def _step(letter: str, states: set[Any], *, is_last: bool) -> set[Any]:
    """Return the states after one more letter: the accepting ones after the last, else all, without their outputs.

    States that only differ in what they would put out are one, and those behind a letter that is still to be read are
    left for the next step.
    """
    from kfst_rs.transducer import FSTState
    from pyvoikko import VOIKKO_FST

    symbols = VOIKKO_FST.split_to_symbols(letter)
    if symbols is None:
        return set()
    reached = (step for state in states for step in VOIKKO_FST.run_fst(symbols, state, False, 0, not is_last))
    return {
        FSTState(state.state_num, 0.0, state.input_flags, state.output_flags)
        for accepts, after_input, state in reached
        if (accepts if is_last else not after_input)
    }
