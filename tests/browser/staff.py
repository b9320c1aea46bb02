"""What people of the admin do in a browser: sign in, and go by the menu and by links, as they read them."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from kototori.demo.accounts import DEMO_PASSWORD
from tests.browser.visitor import DESK, Address, NewVisitor, Visitor


def sign_in(new_visitor: NewVisitor, portal_address: Address, email: str) -> Visitor:
    """Somebody of the demo, by the sign-in on the front page of the admin, in a browser of their own, at a desk."""
    person = new_visitor("fi", has_script=True, **DESK)
    page = person.page
    page.goto(portal_address("kototori", "/fi/sign-in/?next=/admin/"))
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(DEMO_PASSWORD)
    page.get_by_role("button", name=person.said("Sign in"), exact=True).click()
    expect(page.get_by_role("heading", name=person.said("What needs you now"))).to_be_visible()
    return person


def menu(person: Visitor) -> Locator:
    """The admin's main menu."""
    return person.page.locator("nav.sidebar-main-menu, .sidebar-main-menu").first


def take_from_drop_up(person: Visitor, name: str) -> None:
    """One of the buttons that stand above "save draft" when it is opened."""
    footer = person.page.locator("footer")
    footer.locator("[data-w-dropdown-target=toggle]").click()
    person.page.get_by_role("button", name=name, exact=True).click()


def expect_message(person: Visitor, words: str) -> None:
    """What the admin says above the page after something was done."""
    expect(person.page.locator(".messages").get_by_text(words)).to_be_visible()
