"""The quick exit in a browser (docs/needs.md, E12): by the button, by a key, and what "back" shows afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page, expect

from listings.addresses import activity_path
from tests.browser.visitor import Address
from tests.faces.visiting import listing

EXIT = "https://www.ilmatieteenlaitos.fi/"


def open_sensitive(context: BrowserContext, portal_address: Address, language: str = "fi") -> Page:
    """The page of a sensitive activity, come to from the front page; the way out is answered here."""
    context.route(f"{EXIT}**", lambda route: route.fulfill(body="<title>Sää</title>", content_type="text/html"))
    page = context.new_page()
    page.goto(portal_address("kototori", f"/{language}/"))
    page.goto(portal_address("kototori", activity_path(language, listing("L009").pk)))
    return page


def leave_by_button(page: Page) -> None:
    page.mouse.wheel(0, 2000)
    page.click(".leave a")


def leave_by_key(page: Page) -> None:
    for _press in range(3):
        page.keyboard.press("Escape")


@pytest.mark.parametrize("leave", [leave_by_button, leave_by_key])
def test_quick_exit_leaves_at_once_and_back_does_not_show_the_page(
    demo_pool: None,
    context: BrowserContext,
    portal_address: Address,
    leave: Callable[[Page], None],
) -> None:
    page = open_sensitive(context, portal_address)
    leave(page)
    page.wait_for_url(EXIT)
    page.go_back()
    assert page.url == portal_address("kototori", "/fi/")


def test_two_presses_of_the_key_do_not_leave_the_page(
    demo_pool: None, context: BrowserContext, portal_address: Address
) -> None:
    page = open_sensitive(context, portal_address)
    for key in ("Escape", "Escape", "a", "Escape"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.url != EXIT


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_quick_exit_works_without_script(
    demo_pool: None, browser: Browser, portal_address: Address, language: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 256})
    page = open_sensitive(context, portal_address, language)
    with translation.override(language):
        expect(page.get_by_role("link", name=translation.gettext("Leave this page quickly"))).to_be_in_viewport()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(EXIT)
    context.close()
