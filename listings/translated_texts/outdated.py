"""Whether a translation still says what its original says.

The original's strings are compared, in order, with those that it was made from. Pure functions of digests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from listings.translated_texts.text_state import Origin, TextState
from listings.translated_texts.text_strings import Strings, digest_of_all

#: Earlier wordings by digest, of one text (``TextState.same_as``).
Wordings = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Standing:
    """How a translated text stands to its original.

    ``places``: for each string of the original, the place of its translation in the text, or None where it has none.
    Only of an outdated text; empty where all of it is taken from the original.
    """

    is_outdated: bool
    places: tuple[int | None, ...] = ()

    @property
    def keeps_nothing(self) -> bool:
        return self.is_outdated and all(place is None for place in self.places)


UP_TO_DATE = Standing(is_outdated=False)


def standing(origin: Origin | None, text: Strings, original: Strings, wordings: Wordings) -> Standing:
    """Compare a text, and what it was made from, with the original of now.

    Without an origin it counts as up to date: the original's next change gives it one (``FamilyPage.save``).
    """
    if not text or origin is None or means_the_same(origin.original, original, wordings):
        return UP_TO_DATE
    if not origin.is_one_to_one or origin.text != text:
        return Standing(is_outdated=True)
    return Standing(is_outdated=True, places=tuple(_places(origin.original, original, wordings)))


def standing_of(version: TextState, original: TextState, name: str, text: Strings, original_text: Strings) -> Standing:
    """Compare the text of this name by what a version, and its original, say of it."""
    return standing(version.made_from.get(name), text, original_text, original.same_as.get(name, {}))


def means_the_same(earlier: Sequence[str], now: Sequence[str], wordings: Wordings) -> bool:
    """Whether strings are the same in the same order, but for their wording."""
    if len(earlier) == len(now) and all(_is_same(*pair, wordings) for pair in zip(earlier, now, strict=True)):
        return True
    return digest_of_all(earlier) in wordings.get(digest_of_all(now), ())


def _is_same(earlier: str, now: str, wordings: Wordings) -> bool:
    return earlier == now or earlier in wordings.get(now, ())


def _places(made_from: Strings, original: Strings, wordings: Wordings) -> Iterable[int | None]:
    """Yield for each string of the original its place in ``made_from``; of equal ones each is taken once."""
    free: dict[str, list[int]] = defaultdict(list)
    for place, string in enumerate(made_from):
        free[string].append(place)
    for string in original:
        known = next((one for one in (string, *wordings.get(string, ())) if free.get(one)), None)
        yield free[known].pop(0) if known is not None else None
