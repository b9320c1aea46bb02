"""The search field suggests while somebody types: by keyboard, by pointer, aloud; without script it is a plain one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Locator, Route, expect
from playwright.sync_api import Page as BrowserPage

from search.models import OrganisationDocument
from tests.browser.page_faults import EVERYTHING, VIEWS
from tests.browser.visitor import Address
from tests.faces.visiting import listing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def finder(demo_pool: None, portal_address: Address, page: BrowserPage) -> BrowserPage:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(portal_address("espoo", "/fi/toiminta/?weekday=2"))
    expect(page.locator("html.is-live")).to_have_count(1)
    page.evaluate("window.opened = 'once'")
    return page


@pytest.fixture
def bare(browser: Browser) -> Iterator[BrowserPage]:
    """A browser without script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def field(page: BrowserPage) -> Locator:
    return page.get_by_role("combobox", name=re.compile("etsit|تبحث"))


def options(page: BrowserPage) -> Locator:
    return page.get_by_role("listbox").get_by_role("option")


def type_slowly(page: BrowserPage, words: str) -> None:
    field(page).focus()
    page.keyboard.type(words, delay=30)
    expect(options(page).first).to_be_visible()


def test_a_theme_is_chosen_by_keyboard_and_narrows_the_list_in_place(finder: BrowserPage) -> None:
    type_slowly(finder, "liik")
    combobox = field(finder)
    expect(combobox).to_have_attribute("aria-expanded", "true")
    expect(combobox).to_have_attribute("aria-autocomplete", "list")
    expect(options(finder).first).to_contain_text("Liikunta")
    expect(finder.locator("#q-suggestions-said")).to_contain_text(str(options(finder).count()))
    finder.keyboard.press("ArrowDown")
    expect(options(finder).first).to_have_attribute("aria-selected", "true")
    chosen = options(finder).first.get_attribute("id")
    expect(combobox).to_have_attribute("aria-activedescendant", str(chosen))
    expect(combobox).to_be_focused()
    finder.keyboard.press("Enter")
    expect(finder).to_have_url(re.compile(r"\?weekday=2&theme=sport$"))
    expect(finder.locator(".chip")).to_have_count(2)
    expect(combobox).to_have_value("")
    expect(combobox).to_have_attribute("aria-expanded", "false")
    expect(options(finder)).to_have_count(0)
    assert finder.evaluate("window.opened") == "once"
    type_slowly(finder, "espo")  # it still works after the list has changed in place
    expect(field(finder)).to_have_attribute("aria-expanded", "true")


def test_arrows_go_round_and_escape_closes_and_keeps_the_words(finder: BrowserPage) -> None:
    type_slowly(finder, "ki")
    last = options(finder).last
    finder.keyboard.press("ArrowUp")
    expect(last).to_have_attribute("aria-selected", "true")
    finder.keyboard.press("ArrowDown")
    expect(field(finder)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    finder.keyboard.press("ArrowDown")
    expect(options(finder).first).to_have_attribute("aria-selected", "true")
    finder.keyboard.press("Escape")
    expect(options(finder)).to_have_count(0)
    expect(field(finder)).to_have_value("ki")
    expect(field(finder)).to_be_focused()
    finder.keyboard.press("ArrowDown")
    expect(options(finder).first).to_be_visible()


def test_enter_without_a_choice_searches_the_words_as_typed(finder: BrowserPage) -> None:
    type_slowly(finder, "liik")
    finder.keyboard.press("Enter")
    expect(finder).to_have_url(re.compile(r"q=liik"))
    expect(options(finder)).to_have_count(0)


def test_a_town_narrows_the_list(finder: BrowserPage) -> None:
    type_slowly(finder, "espo")
    options(finder).filter(has_text="Kunta").first.click()
    expect(finder).to_have_url(re.compile(r"weekday=2&municipality=049$"))


def test_an_organisation_has_its_page(demo_pool: None, portal_address: Address, page: BrowserPage) -> None:
    document = OrganisationDocument.objects.get(texts__fi__title="Siltasanat ry")
    page.goto(portal_address("espoo", "/fi/"))
    type_slowly(page, "siltasan")
    options(page).filter(has_text="Siltasanat ry").filter(has_text="Järjestäjä · Espoo").click()
    expect(page).to_have_url(portal_address("espoo", f"/fi/jarjestot/{document.pk}/"))


def test_an_activity_has_its_page_and_a_theme_the_finder(
    demo_pool: None, portal_address: Address, page: BrowserPage
) -> None:
    document = listing("L032")
    page.goto(portal_address("espoo", "/fi/"))
    title = document.texts["fi"]["title"]
    type_slowly(page, title)
    options(page).filter(has_text=title).first.click()
    expect(page).to_have_url(portal_address("espoo", f"/fi/toiminta/{document.pk}/"))
    page.goto(portal_address("espoo", "/sv/"))
    page.locator("#q").press_sequentially("motion", delay=30)
    options(page).first.click()
    expect(page).to_have_url(re.compile(r"/sv/verksamhet/\?[a-z_]+=[a-z]+$"))


def test_a_late_answer_to_earlier_letters_is_not_shown(finder: BrowserPage) -> None:
    def slow(route: Route) -> None:
        if "q=li&" in route.request.url:
            finder.wait_for_timeout(900)
        route.continue_()

    finder.route(re.compile("suggest"), slow)
    field(finder).focus()
    finder.keyboard.type("li")
    finder.wait_for_timeout(300)
    finder.keyboard.type("ikun")
    expect(options(finder).first).to_contain_text("Liikunta")
    finder.wait_for_timeout(1200)
    texts = options(finder).all_inner_texts()
    assert all("liikun" in text.casefold() for text in texts[:1])


def test_without_answers_the_field_is_a_plain_one(finder: BrowserPage) -> None:
    finder.route(re.compile("suggest"), lambda route: route.fulfill(status=500))
    field(finder).focus()
    finder.keyboard.type("uinti")
    finder.wait_for_timeout(600)
    expect(options(finder)).to_have_count(0)
    finder.keyboard.press("Enter")
    expect(finder).to_have_url(re.compile(r"q=uinti"), timeout=30_000)


def test_leaving_the_field_closes_the_list(finder: BrowserPage) -> None:
    type_slowly(finder, "ki")
    finder.keyboard.press("Tab")
    expect(options(finder)).to_have_count(0)
    expect(field(finder)).to_have_value("ki")


@pytest.mark.parametrize(("path", "words"), [("/fi/toiminta/", "ki"), ("/ar/", "ال"), ("/ar/activities/", "ki")])
def test_the_open_list_is_accessible_and_stays_within_the_window(
    demo_pool: None, portal_address: Address, page: BrowserPage, path: str, words: str
) -> None:
    page.goto(portal_address("espoo", path))
    page.evaluate(AXE_SCRIPT)
    for width, scheme, _options in VIEWS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        field(page).fill("")
        type_slowly(page, words)
        page.keyboard.press("ArrowDown")
        broken = page.evaluate("async (options) => (await axe.run(options)).violations", EVERYTHING)
        assert [f"{violation['id']} {violation['nodes'][0]['html'][:200]}" for violation in broken] == []
        box, around = page.get_by_role("listbox").bounding_box(), field(page).bounding_box()
        assert box is not None
        assert around is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert abs(box["x"] - around["x"]) < 2
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator("#find button").click(trial=True)  # the list doesn't cover it


def test_without_script_it_is_a_search_field_and_nothing_more(
    demo_pool: None, portal_address: Address, bare: BrowserPage
) -> None:
    bare.goto(portal_address("espoo", "/fi/"))
    expect(bare.get_by_role("searchbox")).to_have_count(1)
    expect(bare.get_by_role("listbox")).to_have_count(0)
    bare.get_by_role("searchbox").fill("uinti")
    bare.get_by_role("button", name="Hae").click()
    expect(bare).to_have_url(re.compile(r"/fi/toiminta/\?q=uinti"))
