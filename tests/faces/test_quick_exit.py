"""The quick exit of sensitive pages (docs/needs.md, E12), with and without script."""

from __future__ import annotations

from typing import Any

import pytest

from tests.faces.visiting import change, finder, listing, read, visit

SENSITIVE = "L009"
ORDINARY = "L032"


def address(source_id: str, language: str = "fi") -> str:
    return f"{finder(language)}{listing(source_id).pk}/"


def test_sensitive_activity_has_a_quick_exit_that_works_without_script(demo_pool: None) -> None:
    page = read("kototori", address(SENSITIVE))
    link = page.select_one(".leave a")
    assert link is not None
    assert link["href"] == "https://www.ilmatieteenlaitos.fi/"
    assert "noreferrer" in str(link["rel"])
    title = listing(SENSITIVE).texts["fi"]["title"]
    assert title not in str(link)
    first = page.select("body a")[:2]
    assert "skip" in str(first[0].get("class"))
    assert first[1] is link
    assert page.select(".leave-help")


def test_ordinary_activity_has_no_quick_exit(demo_pool: None) -> None:
    assert not read("espoo", address(ORDINARY)).select(".leave, .leave-help, [data-leave]")


def test_quick_exit_leads_to_the_address_in_the_settings(demo_pool: None, settings: Any) -> None:
    settings.KOTOTORI_QUICK_EXIT_URL = "https://www.example.org/weather"
    link = read("kototori", address(SENSITIVE)).select_one(".leave a")
    assert link is not None
    assert link["href"] == "https://www.example.org/weather"


def test_organisation_with_a_sensitive_activity_has_a_quick_exit(demo_pool: None) -> None:
    sensitive = listing(SENSITIVE).organisation_id
    assert read("kototori", f"/fi/jarjestot/{sensitive}/").select(".leave a")
    assert not read("espoo", f"/fi/jarjestot/{listing(ORDINARY).organisation_id}/").select(".leave a")


@pytest.mark.parametrize(("theme", "shown"), [("crisis", True), ("sport", False)])
def test_sensitive_theme_has_a_quick_exit(demo_pool: None, theme: str, shown: bool) -> None:
    assert bool(read("espoo", f"/fi/toiminta/aihe/{theme}/").select(".leave a")) is shown


@pytest.mark.parametrize(
    ("query", "shown"),
    [("target_group=violence", True), ("target_group=lgbtiq", True), ("theme=crisis", True), ("theme=sport", False)],
)
def test_sensitive_search_has_a_quick_exit(demo_pool: None, query: str, shown: bool) -> None:
    assert bool(read("espoo", f"/fi/toiminta/?{query}").select(".leave a")) is shown


def test_sensitive_page_is_not_stored_by_the_browser(demo_pool: None) -> None:
    assert "no-store" in visit("kototori", address(SENSITIVE)).headers["Cache-Control"]
    change(SENSITIVE, sensitive=False)
    assert "no-store" not in visit("kototori", address(SENSITIVE)).headers.get("Cache-Control", "")


def test_title_of_a_sensitive_page_is_neutral(demo_pool: None) -> None:
    page = read("kototori", address(SENSITIVE))
    assert page.title is not None
    assert listing(SENSITIVE).texts["fi"]["title"] not in page.title.get_text()
