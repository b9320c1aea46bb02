"""Changes of an original in which only the wording is another one, so that its translations still hold."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from listings.translated_texts.outdated import Wordings, means_the_same
from listings.translated_texts.text_state import TextState
from listings.translated_texts.text_strings import Strings, digest_of_all, text_strings


def changed_texts(page: Any, public: Any) -> list[str]:
    """Return the names of texts in which a version of a source says something else than its public row."""
    state = TextState.of(page)
    return [
        name
        for name in page.text_fields
        if not means_the_same(text_strings(public, name), text_strings(page, name), state.same_as.get(name, {}))
    ]


def note_wording(page: Any, public: Any, *, is_only_wording: bool) -> bool:
    """Note on a source's version whether it differs in wording alone from its public row; return whether that is new.

    What an earlier, unpublished version said of it no longer counts.
    """
    said = TextState.of(public).same_as
    same_as = {
        name: _wordings(said.get(name, {}), text_strings(public, name), text_strings(page, name), is_only_wording)
        for name in page.text_fields
    }
    before = page.text_state
    page.text_state = replace(TextState.of(page), same_as=same_as).to_json()
    return bool(page.text_state != before)


def note_respelling(page: Any, before: Any) -> None:
    """Note on a source's version that it differs from ``before``, another version, in its spelling alone."""
    state = TextState.of(page)
    same_as = {
        name: _wordings(state.same_as.get(name, {}), text_strings(before, name), text_strings(page, name), True)
        for name in page.text_fields
    }
    page.text_state = replace(state, same_as=same_as).to_json()


def _wordings(said: Wordings, earlier: Strings, now: Strings, is_same: bool) -> Wordings:
    """Return the wordings of the strings of now, of which the public text has said ``said``."""
    wordings = {string: list(before) for string, before in said.items()}
    if is_same and earlier != now:
        _add(wordings, earlier, now)
    kept = {*now, digest_of_all(now)}
    return {string: before for string, before in wordings.items() if string in kept}


def _add(wordings: dict[str, list[str]], earlier: Strings, now: Strings) -> None:
    """Add pairs of strings, and the whole text where its strings can't be paired."""
    is_paired = True
    for tag, first, first_end, second, second_end in SequenceMatcher(None, earlier, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if first_end - first != second_end - second:
            is_paired = False
            continue
        for before, after in zip(earlier[first:first_end], now[second:second_end], strict=True):
            wordings[after] = _with_earlier(wordings, before, after)
    if not is_paired:
        before, after = digest_of_all(earlier), digest_of_all(now)
        wordings[after] = _with_earlier(wordings, before, after)


def _with_earlier(wordings: Wordings, before: str, after: str) -> list[str]:
    """Return the earlier wordings of a string, the newest first."""
    known = [before, *wordings.get(before, ()), *wordings.get(after, ())]
    return [one for one in dict.fromkeys(known) if one != after]
