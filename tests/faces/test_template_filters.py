"""Template filters."""

from __future__ import annotations

import re

import pytest
from django.utils.safestring import mark_safe

from faces.templatetags.faces import unbroken
from tests.faces.visiting import read


@pytest.mark.parametrize("time", ["17–19", "17.30–19.00", "9:00–11:30"])
def test_range_of_times_is_kept_on_one_line(time: str) -> None:
    assert unbroken(f"tiistaisin klo {time}, seuraava 24.11.") == (
        f'tiistaisin klo <span class="clock">{time}</span>, seuraava 24.11.'
    )


def test_text_is_escaped_and_safe_html_is_not() -> None:
    assert unbroken("<b>5–7</b>") == '&lt;b&gt;<span class="clock">5–7</span>&lt;/b&gt;'
    assert unbroken(mark_safe('<bdi lang="sv">5–7</bdi>')) == '<bdi lang="sv"><span class="clock">5–7</span></bdi>'
    assert unbroken("ma–ti, 5–") == "ma–ti, 5–"


@pytest.mark.usefixtures("demo_pool")
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_every_range_on_a_card_and_its_page_is_kept_on_one_line(language: str) -> None:
    path = {"fi": "/fi/toiminta/", "ar": "/ar/activities/"}[language]
    cards = read("espoo", path)
    first = cards.select_one(".card h3 a")
    assert first is not None
    page = read("espoo", str(first["href"]))
    assert cards.select(".when .clock")
    assert page.select("dd .clock")
    for part in [*cards.select(".when"), *page.select("dl.list dd")]:
        for clock in part.select(".clock"):
            clock.decompose()
        assert not re.search(r"\d–", part.get_text())
