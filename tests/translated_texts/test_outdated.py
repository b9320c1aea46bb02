"""Comparing a translation with its original: no sentence counts as translated that the original doesn't say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.models import OrganisationPage
from listings.translated_texts.outdated import UP_TO_DATE, Standing, means_the_same, standing
from listings.translated_texts.text_state import Origin, TextState
from listings.translated_texts.text_strings import plain_strings
from listings.translated_texts.wordings import note_wording

STRINGS = st.lists(st.sampled_from("abcdef"), max_size=5).map(tuple)
TRANSLATED = {letter: letter.upper() for letter in "abcdef"}


def translation_of(strings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(TRANSLATED[one] for one in strings)


@given(STRINGS, STRINGS)
def test_each_string_shown_is_of_the_original(made_from: tuple[str, ...], original: tuple[str, ...]) -> None:
    text = translation_of(made_from)
    found = standing(Origin(made_from, text), text, original, {})
    assert found.is_outdated == (bool(text) and made_from != original)
    if found.is_outdated:
        assert len(found.places) == len(original)
        taken = [place for place in found.places if place is not None]
        assert len(taken) == len(set(taken))
        for string, place in zip(original, found.places, strict=True):
            assert (string in made_from) or place is None
            assert place is None or text[place] == TRANSLATED[string]


@given(STRINGS, STRINGS)
def test_without_pairs_nothing_of_a_changed_text_is_kept(made_from: tuple[str, ...], original: tuple[str, ...]) -> None:
    text = (*translation_of(made_from), "more")
    for origin in (Origin(made_from, text), Origin(made_from, text[:-1], is_assumed=True)):
        found = standing(origin, origin.text, original, {})
        assert found.keeps_nothing or found == UP_TO_DATE
        assert found.is_outdated == (bool(origin.text) and made_from != original)


def test_moved_and_removed_paragraphs_are_changes() -> None:
    origin = Origin(("a", "b"), ("A", "B"))
    assert standing(origin, ("A", "B"), ("b", "a"), {}) == Standing(is_outdated=True, places=(1, 0))
    assert standing(origin, ("A", "B"), ("b",), {}) == Standing(is_outdated=True, places=(1,))
    assert standing(origin, ("A", "B"), (), {}).keeps_nothing


def test_text_that_was_changed_past_its_origin_isnt_paired() -> None:
    assert standing(Origin(("a", "b"), ("A", "B")), ("A", "C"), ("a", "c"), {}).keeps_nothing


def source(title: str, state: Any = None) -> OrganisationPage:
    return OrganisationPage(title=title, text_state=state or {})


@pytest.mark.django_db
def test_wordings_go_on_and_end_with_the_next_change() -> None:
    first, second, third = source("Keskustelu ryhmä"), source("Keskusteluryhmä"), source("Keskustelemme")
    assert note_wording(second, first, is_only_wording=True)
    third.text_state = second.text_state
    note_wording(third, second, is_only_wording=True)
    wordings = TextState.of(third).same_as["title"]
    assert means_the_same(plain_strings(first.title), plain_strings(third.title), wordings)
    changed = source("Laulamme", state=third.text_state)
    note_wording(changed, third, is_only_wording=False)
    assert TextState.of(changed).same_as == {}
    assert not means_the_same(plain_strings(third.title), plain_strings(changed.title), {})


@pytest.mark.django_db
def test_a_wording_that_was_taken_back_no_longer_counts() -> None:
    first, second = source("Kahvila"), source("Kahvilassa")
    note_wording(second, first, is_only_wording=True)
    assert note_wording(second, first, is_only_wording=False)
    assert second.text_state == {}


@given(STRINGS, STRINGS)
def test_state_is_read_as_it_was_written(original: tuple[str, ...], text: tuple[str, ...]) -> None:
    origins = {"title": Origin(original, text, is_assumed=True)}
    state = TextState(origins, {"title": {"a": ["b"]}}, {"title": "2026-11-28"})
    read = TextState.from_json(state.to_json())
    assert read.made_from == state.made_from
    assert (read.same_as, read.changed_on) == (state.same_as, state.changed_on)
    assert TextState().to_json() == {}


def test_a_form_that_isnt_known_says_nothing() -> None:
    unknown: tuple[Any, ...] = (None, [], {"version": 2, "made_from": {}})
    for data in unknown:
        assert TextState.from_json(data) == TextState()


NOT_PARTS: tuple[Any, ...] = (None, [], "a", {"summary": None})
BROKEN: tuple[dict[str, Any], ...] = (
    *({part: said} for part in ("made_from", "same_as", "changed_on") for said in NOT_PARTS),
    {"made_from": {"summary": {"original": ["a"]}}},
    {"made_from": {"summary": {"original": ["a"], "text": [["b"]]}}},
    {"made_from": {"summary": {"original": "a", "text": ["b"]}}},
    {"same_as": {"summary": {"a": "b"}}},
    {"changed_on": {"summary": "yesterday"}},
    {"original": None},
)


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_part_says_nothing(broken: dict[str, Any]) -> None:
    assert TextState.from_json({"version": 1, **broken}) == TextState()


def test_what_stands_beside_a_broken_text_is_read() -> None:
    whole = Origin(("a",), ("b",))
    said: dict[str, Any] = {"summary": {"original": ["a"]}, **TextState({"title": whole}).to_json()["made_from"]}
    assert TextState.from_json({"version": 1, "made_from": said}) == TextState({"title": whole})
