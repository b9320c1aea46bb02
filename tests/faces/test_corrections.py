"""Misspelled words on the finder: what is shown instead, and the way back to the words as typed."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.faces.visiting import read, titles

pytestmark = pytest.mark.usefixtures("demo_pool")


def note(page: BeautifulSoup) -> str:
    sentence = page.select_one("#meant")
    return "" if sentence is None else " ".join(sentence.get_text(" ", strip=True).split())


def test_page_says_what_it_shows_and_searches_as_typed_in_one_click() -> None:
    page = read("espoo", "/en/activities/?q=langauge+café&theme=language")
    assert note(page) == "Showing results for “language café”. Search for “langauge” instead."
    assert titles(page) == titles(read("espoo", "/en/activities/?q=language+café&theme=language"))
    assert page.select_one("#q")["value"] == "langauge café"  # type: ignore[index]
    link = str(page.select_one("#meant a")["href"])  # type: ignore[index]
    assert parse_qs(urlsplit(link).query) == {"q": ['"langauge" café'], "theme": ["language"]}
    assert note(read("espoo", f"/en/activities/{link}")) == ""


def test_filter_of_a_corrected_word_is_taken_back() -> None:
    page = read("kototori", "/fi/toiminta/?q=kielikahvila+Espoosa")
    [chip] = [str(link["href"]) for link in page.select("a.chip")]
    assert parse_qs(urlsplit(chip).query) == {"q": ['kielikahvila "Espoossa"']}


def test_page_in_a_language_without_dictionary_asks() -> None:
    page = read("kototori", "/so/activities/?q=kielikahvlia")
    link = page.select_one("#meant a")
    assert link is not None
    assert parse_qs(urlsplit(str(link["href"])).query) == {"q": ["kielikahvila"]}
