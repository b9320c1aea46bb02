"""Words that no activity has, on the finder: they are named, and what is near stands under a heading of its own."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.faces.visiting import read, titles

pytestmark = pytest.mark.usefixtures("demo_pool")

NEAR = "/en/activities/?q=language+café+for+dolphins+with+cranes"


def note(page: BeautifulSoup) -> str:
    sentence = page.select_one("#missing")
    return "" if sentence is None else " ".join(sentence.get_text(" ", strip=True).split())


def test_page_names_what_is_missing_and_shows_what_is_near() -> None:
    page = read("espoo", NEAR)
    assert note(page) == "The words “\u2068dolphins\u2069, \u2068cranes\u2069” aren't in any activity."
    [near] = page.select("section[aria-labelledby=near-heading]")
    assert near.select_one("h2").get_text(" ", strip=True).startswith("Close to it")  # type: ignore[union-attr]
    assert 0 < len(near.select(".card")) <= 10
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert len(page.select(".card")) == len(near.select(".card"))
    assert page.select_one(".nothing") is not None
    assert page.select_one("#shown").get_text(strip=True).startswith("0")  # type: ignore[union-attr]


def test_page_without_anything_near_has_no_such_heading() -> None:
    page = read("espoo", "/en/activities/?q=wedding+photographer")
    assert note(page).startswith("The words “\u2068wedding\u2069")
    assert page.select("section[aria-labelledby=near-heading]") == []
    assert titles(page) == []


def test_missing_word_beside_hits_is_named() -> None:
    page = read("espoo", "/fi/toiminta/?q=kielikahvila+delfiineille")
    assert "delfiineille" in note(page)
    assert titles(page)
    assert page.select("section[aria-labelledby=near-heading]") == []


def test_calendar_and_words_that_are_there_have_nothing_near() -> None:
    assert read("espoo", f"{NEAR}&view=week").select("section[aria-labelledby=near-heading]") == []
    assert note(read("espoo", "/en/activities/?q=language+café")) == ""
