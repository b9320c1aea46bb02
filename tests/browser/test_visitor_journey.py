"""The main task: a visitor finds an activity by several criteria in her own language, opens it, and finds it again."""

import re

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from tests.browser.visitor import Address

pytestmark = pytest.mark.django_db(transaction=True)


def test_visitor_finds_an_activity_in_arabic_in_espoo_and_in_the_whole_country(
    demo_pool: None, portal_address: Address, page: BrowserPage
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(portal_address("espoo", "/fi/"))

    # In her own language
    page.locator("nav.languages summary").click()
    page.get_by_role("link", name="العربيّة").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")

    # Words, and criteria beside the results
    page.locator("#q").fill("سباحة")
    page.get_by_role("button", name="بحث").click()
    page.get_by_role("checkbox", name="الرياضة").check()
    page.locator("details.group", has_text="لمن").locator("summary").first.click()
    page.get_by_role("checkbox", name="للنساء").check()
    expect(page).to_have_url(re.compile(r"theme=sport.*target_group=women"))
    expect(page.locator(".chip")).to_have_count(2)

    # The activity, with what she has to know
    title_link = page.locator(".card h3 a").first
    title = title_link.inner_text()
    title_link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(".list")).to_contain_text("متى")
    expect(page.locator(".dates time").first).to_be_visible()
    path = "/" + page.url.split("/", 3)[3]

    # The same activity on the national portal
    page.goto(portal_address("kototori", path))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert page.locator("link[rel=canonical]").get_attribute("href") == portal_address("espoo", path)


def test_visitor_reaches_everything_with_the_keyboard(
    demo_pool: None, portal_address: Address, page: BrowserPage
) -> None:
    page.goto(portal_address("espoo", "/fi/toiminta/"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Siirry sisältöön")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("kielikahvila")
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value("kielikahvila")
    first = page.locator(".card h3 a").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("article.activity h1")).to_be_visible()
