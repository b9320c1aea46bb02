"""A search is followed in a calendar program: by one press, or by an address and a line for each program."""

from __future__ import annotations

import pytest

from listings.addresses import theme_path
from tests.faces.calendars import parsed
from tests.faces.visiting import body, finder, read, visit

QUERY = "?theme=language&weekday=3&sort=title&utm_source=letter"


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ru", "uk", "ar", "so", "fa", "et"])
def test_calendar_is_subscribed_to_in_every_language(demo_pool: None, language: str) -> None:
    page = read("kototori", f"{finder(language)}{QUERY}")
    [link] = page.select(".take a[href^='webcal:']")
    address = page.select_one("#calendar-address")
    assert address is not None
    assert address["value"].endswith(f"{finder(language)}feed.ics?theme=language&weekday=3")  # type: ignore[union-attr]
    assert str(link["href"]).partition("://")[2] == str(address["value"]).partition("://")[2]
    assert [name.get_text() for name in page.select(".follow dt")] == ["Google", "Apple", "Outlook"]
    assert all(line.get_text().strip() for line in page.select(".follow dd"))
    [button] = page.select(".follow button[data-copy]")
    assert button["data-copy"] == address["id"]


def test_address_answers_with_a_calendar_that_is_fetched_again(demo_pool: None) -> None:
    page = read("espoo", f"/fi/toiminta/{QUERY}")
    address = str(page.select("#calendar-address")[0]["value"])
    answer = visit("espoo", "/" + address.partition("://")[2].partition("/")[2])
    assert answer.headers["Content-Disposition"].startswith("inline")
    calendar = parsed(body(answer))
    assert calendar.contents["refresh-interval"][0].value == "PT12H"
    assert calendar.contents["x-published-ttl"][0].value == "PT12H"


def test_nothing_found_is_nothing_to_follow(demo_pool: None) -> None:
    assert read("espoo", "/fi/toiminta/?q=asdfasdf").select(".follow") == []


def test_theme_page_says_that_it_does_not_name_every_organisation(
    demo_pool: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("faces.theme.theme_view", "faces.theme.theme_view_model"):
        monkeypatch.setattr(f"{module}.ORGANISATIONS_NAMED", 2)
    page = read("kototori", theme_path("en", "language"))
    assert len(page.select(".organisation")) == 2
    assert "Named here are the 2 with the most activities." in page.get_text()
