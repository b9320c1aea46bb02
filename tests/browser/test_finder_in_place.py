"""The finder updates in place with its script; without the script, links and buttons do the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect
from playwright.sync_api import Page as BrowserPage

from tests.browser.visitor import Address

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(demo_pool: None, portal_address: Address, page: BrowserPage) -> BrowserPage:
    """Espoo's finder at a desk; a reload would lose the mark."""
    page.set_viewport_size({"width": 1280, "height": 900})
    open_finder(page, portal_address("espoo", "/fi/toiminta/"))
    return page


def open_finder(page: BrowserPage, url: str) -> None:
    page.goto(url)
    expect(page.locator("html.is-live")).to_have_count(1)
    page.evaluate("window.opened = 'once'")


def expect_no_reload(page: BrowserPage) -> None:
    assert page.evaluate("window.opened") == "once"


@pytest.fixture
def bare(browser: Browser) -> Iterator[BrowserPage]:
    """A browser without script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_filter_updates_list_address_and_title_and_announces_the_count(desk: BrowserPage) -> None:
    before = desk.locator("#shown").inner_text()
    box = desk.get_by_role("checkbox", name="Liikunta")
    box.check()
    expect(desk).to_have_url(re.compile(r"\?theme=sport$"))
    expect(desk.locator(".chip")).to_have_count(1)
    shown = desk.locator("#shown")
    expect(shown).not_to_have_text(before)
    expect(desk.locator("#said")).to_have_text(shown.inner_text())
    expect(desk.locator(".card")).to_have_count(int(shown.inner_text().split()[0]))
    expect(box).to_be_focused()
    expect(desk.locator("#results")).not_to_have_attribute("aria-busy", "true")
    assert "theme=sport" in str(desk.locator("nav.languages a[hreflang=sv]").get_attribute("href"))
    expect_no_reload(desk)


def test_back_and_forward_restore_list_and_form(desk: BrowserPage) -> None:
    everything = desk.locator("#shown").inner_text()
    desk.get_by_role("checkbox", name="Liikunta").check()
    expect(desk).to_have_url(re.compile("theme=sport"))
    desk.locator("#q").fill("uinti")
    desk.keyboard.press("Enter")
    # The first words that a process reads load the Finnish dictionary.
    expect(desk).to_have_url(re.compile("q=uinti"), timeout=30_000)
    desk.go_back()
    expect(desk.locator("#q")).to_have_value("")
    expect(desk.get_by_role("checkbox", name="Liikunta")).to_be_checked()
    desk.go_back()
    expect(desk.locator("#shown")).to_have_text(everything)
    expect(desk.get_by_role("checkbox", name="Liikunta")).not_to_be_checked()
    desk.go_forward()
    expect(desk.get_by_role("checkbox", name="Liikunta")).to_be_checked()
    expect_no_reload(desk)


def test_chips_pages_and_weeks_are_followed_in_place(desk: BrowserPage) -> None:
    desk.locator("a[rel=next]").click()
    expect(desk).to_have_url(re.compile("page=2"))
    expect(desk.locator("#shown")).to_be_focused()
    desk.locator(".looks a").nth(1).click()
    expect(desk.locator(".week > li")).to_have_count(7)
    desk.locator(".weeks a[rel~=next]").click()
    expect(desk).to_have_url(re.compile(r"week=\d{4}-W\d\d"))
    desk.locator(".looks a").first.click()
    desk.get_by_role("checkbox", name="Liikunta").check()
    desk.locator(".chip").click()
    expect(desk.locator(".chip")).to_have_count(0)
    expect(desk.locator("#shown")).to_be_focused()
    expect(desk.get_by_role("checkbox", name="Liikunta")).not_to_be_checked()
    expect_no_reload(desk)


def test_open_and_closed_groups_stay_as_the_visitor_left_them(desk: BrowserPage) -> None:
    desk.locator("#by-price > summary").click()
    desk.locator("#by-theme > summary").click()
    desk.locator("#by-price input").first.check()
    expect(desk.locator(".chip")).to_have_count(1)
    expect(desk.locator("#by-price")).to_have_attribute("open", "")
    expect(desk.locator("#by-theme")).not_to_have_attribute("open", "")
    expect_no_reload(desk)


def test_last_of_several_quick_changes_is_shown(desk: BrowserPage) -> None:
    def slow(route: Route) -> None:
        if "target_group" not in route.request.url:
            desk.wait_for_timeout(400)
        route.continue_()

    desk.route(re.compile(r"theme="), slow)
    desk.get_by_role("checkbox", name="Liikunta").check()
    desk.locator("#by-theme input").nth(0).check()
    expect(desk.locator(".chip")).to_have_count(2)
    assert desk.url.count("theme=") == 2
    expect_no_reload(desk)


def test_failed_update_becomes_an_ordinary_navigation(desk: BrowserPage) -> None:
    desk.locator("#place").fill("Xyzzy")
    desk.locator("#place").press("Enter")
    expect(desk.locator("#place[aria-invalid=true]")).to_have_value("Xyzzy")
    assert desk.evaluate("window.opened") is None


def test_sensitive_search_shows_the_quick_exit_and_another_hides_it(desk: BrowserPage) -> None:
    box = desk.locator("input[name=theme][value=crisis]")
    box.evaluate("box => box.click()")
    expect(desk).to_have_url(re.compile(r"\?theme=crisis$"))
    expect(desk.locator("[data-leave]")).to_be_visible()
    expect(desk.locator("html.is-live")).to_have_count(1)
    box.evaluate("box => box.click()")
    expect(desk).to_have_url(re.compile(r"/toiminta/$"))
    expect(desk.locator("[data-leave]")).to_have_count(0)


def test_position_is_requested_only_by_the_button_and_is_rounded(
    demo_pool: None, portal_address: Address, browser: Browser
) -> None:
    context = browser.new_context(
        geolocation={"latitude": 60.205512345, "longitude": 24.655967891}, permissions=["geolocation"]
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_finder(page, portal_address("espoo", "/fi/toiminta/"))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("#locate").click()
    expect(page).to_have_url(re.compile(r"near=60\.206%2C24\.656"))
    # The order stays by next time, and what comes next may be by telephone.
    expect(page.locator(".card .where", has_text="km").first).to_be_visible()
    assert {url.split("/")[2] for url in asked} == {portal_address("espoo", "/").split("/")[2]}
    context.close()


def test_refused_position_is_explained_in_words(desk: BrowserPage) -> None:
    desk.context.clear_permissions()
    desk.evaluate("() => { navigator.geolocation.getCurrentPosition = (found, failed) => failed({ code: 1 }); }")
    desk.locator("#locate").click()
    expect(desk.locator("#locate-said")).to_have_attribute("role", "status")
    expect(desk.locator("#locate-said")).to_have_text(str(desk.locator("#locate").get_attribute("data-refused")))
    expect_no_reload(desk)


def test_button_below_the_filters_closes_them_on_a_phone(
    demo_pool: None, portal_address: Address, page: BrowserPage
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    open_finder(page, portal_address("espoo", "/fi/toiminta/"))
    page.locator("#all > summary").click()
    page.get_by_role("checkbox", name="Liikunta").check()
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator("#all")).to_have_attribute("open", "")
    page.locator("[data-close]").click()
    expect(page.locator("#all")).not_to_have_attribute("open", "")
    expect(page.locator("#shown")).to_be_focused()
    expect_no_reload(page)


def test_button_submits_the_form_without_script(demo_pool: None, portal_address: Address, bare: BrowserPage) -> None:
    bare.set_viewport_size({"width": 1280, "height": 900})
    bare.goto(portal_address("espoo", "/fi/toiminta/"))
    expect(bare.locator("#locate")).to_be_hidden()
    expect(bare.locator("#share")).to_be_hidden()
    bare.get_by_role("checkbox", name="Liikunta").check()
    bare.locator("#place").fill("Tapiola")
    bare.locator("#sort").select_option("title")
    bare.locator(".apply button").first.click()
    expect(bare.locator(".chip")).to_have_count(2)
    expect(bare.locator("#place")).to_have_value("Tapiola")
    expect(bare.locator("#sort")).to_have_value("title")


def test_address_of_the_calendar_follows_the_search_and_is_copied(desk: BrowserPage) -> None:
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.get_by_role("checkbox", name="Liikunta").check()
    desk.locator(".follow summary").click()
    address = desk.get_by_label("Kalenterin osoite")
    expect(address).to_have_value(re.compile(r"/fi/toiminta/feed\.ics\?theme=sport$"))
    desk.get_by_role("button", name="Kopioi osoite").click()
    expect(desk.locator("#said")).to_have_text("Osoite on kopioitu.")
    assert desk.evaluate("navigator.clipboard.readText()") == address.input_value()
    link = str(desk.get_by_role("link", name="Seuraa kalenterissasi").get_attribute("href"))
    assert link == address.input_value().replace("http://", "webcal://")
    expect_no_reload(desk)


def test_address_of_the_calendar_is_there_without_script(
    demo_pool: None, portal_address: Address, bare: BrowserPage
) -> None:
    bare.goto(portal_address("espoo", "/fi/toiminta/"))
    bare.locator(".follow summary").click()
    expect(bare.get_by_label("Kalenterin osoite")).to_be_visible()
    expect(bare.get_by_role("button", name="Kopioi osoite")).to_be_hidden()
