"""What a text is made from that somebody has changed beside its original, string by string."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from listings.translated_texts.origins import note_made_from
from listings.translated_texts.outdated import means_the_same
from listings.translated_texts.text_state import Origin, TextState
from listings.translated_texts.text_strings import Strings, text_strings


def note_retranslated(version: Any, original: Any, before: Mapping[str, Strings]) -> None:
    """Note that texts of a version were changed beside ``original``. ``before``: their strings until then, by text.

    In an outdated text only what was changed is made from the original of now: who corrects a word in one paragraph
    hasn't translated the others.
    """
    known, wordings = TextState.of(version).made_from, TextState.of(original).same_as
    partly = {}
    for name, strings in before.items():
        origin = known.get(name)
        now = text_strings(original, name)
        if origin is None or means_the_same(origin.original, now, wordings.get(name, {})):
            continue
        text = text_strings(version, name)
        if {*text} & {*strings}:
            partly[name] = _partly_new(origin, strings, text, now)
    note_made_from(version, original, [name for name in before if name not in partly])
    version.text_state = TextState.of(version).with_origins(partly).to_json()


def _partly_new(origin: Origin, before: Strings, text: Strings, original: Strings) -> Origin:
    """Return what a text is made from of which some strings are as before.

    Where nobody knows which string belongs to which, the whole is as old as it was.
    """
    if not origin.is_one_to_one or origin.text != before or len(text) != len(original):
        return origin.with_text(text)
    kept = _kept(origin, text)
    taken = {*kept.values()}
    made_from = list(original)
    for place, string in enumerate(original):
        if place in kept:
            made_from[place] = kept[place]
        elif string in taken and place < len(origin.original):
            made_from[place] = origin.original[place]
    return Origin(tuple(made_from), text)


def _kept(origin: Origin, text: Strings) -> dict[int, str]:
    """Return by place what strings that are as before were made from; of equal ones each counts once."""
    left: dict[str, list[str]] = defaultdict(list)
    for translated, string in zip(origin.text, origin.original, strict=True):
        left[translated].append(string)
    return {place: left[string].pop(0) for place, string in enumerate(text) if left[string]}
