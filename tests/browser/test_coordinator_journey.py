"""A coordinator brands their portal (docs/needs.md, C9): a colour with enough contrast, and the front page.

Visitors see both as soon as they are saved, and neither before.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.staff import expect_message, menu, sign_in, take_from_drop_up
from tests.browser.visitor import Address, NewVisitor, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

YELLOW, GREEN = "#ffee00", "#1d6b3a"
#: The same as browsers say them.
SHOWN = {YELLOW: "rgb(255, 238, 0)", GREEN: "rgb(29, 107, 58)"}
OWN_HEADING, OWN_WORDS = "Tapahtuu Espoossa", "Tervetuloa Espooseen: jokainen saa tulla."


def test_coordinator_changes_the_colour_and_the_front_page_of_their_portal(
    demo_pool: None, portal_address: Address, new_visitor: NewVisitor
) -> None:
    coordinator = sign_in(new_visitor, portal_address, "espoo@example.org")
    reader = new_visitor("fi", has_script=True, width=360, height=740)
    reader.page.goto(portal_address("espoo", "/fi/"))
    before = background(search_button(reader))
    headings = front_headings(reader)
    expect(headings).not_to_have_count(0)

    open_the_brand(coordinator)
    try_a_colour_that_cannot_be_read(coordinator)
    reader.page.reload()
    expect(search_button(reader)).to_have_css("background-color", before)
    save_one_that_can(coordinator)
    reader.page.reload()
    expect(search_button(reader)).to_have_css("background-color", SHOWN[GREEN])

    arrange_the_front_page(coordinator)
    reader.page.reload()
    expect(front_headings(reader)).to_have_text([OWN_HEADING, reader.said("What would you like to do?")])
    expect(reader.page.get_by_text(OWN_WORDS)).to_be_visible()
    expect(search_button(reader)).to_have_css("background-color", SHOWN[GREEN])
    assert reader.page.context.cookies() == []


def search_button(reader: Visitor) -> Locator:
    return reader.page.get_by_role("search").get_by_role("button", name=reader.said("Search"), exact=True)


def background(button: Locator) -> str:
    """The colour on which a button's words stand."""
    expect(button).to_be_visible()
    return str(button.evaluate("(button) => getComputedStyle(button).backgroundColor"))


def front_headings(reader: Visitor) -> Locator:
    """Of the parts below the search."""
    return reader.page.locator(".home").get_by_role("heading", level=2)


def colour_field(coordinator: Visitor) -> Locator:
    return coordinator.page.get_by_label(coordinator.said("strong colour"))


def previewed_button(coordinator: Visitor) -> Locator:
    """The first button of the preview's light half."""
    return coordinator.page.get_by_role("figure", name=coordinator.said("Light")).locator(".k-look-button").first


def verdict(coordinator: Visitor, words: str) -> Locator:
    return coordinator.page.get_by_role("heading", name=coordinator.said(words))


def open_the_brand(coordinator: Visitor) -> None:
    menu(coordinator).get_by_role("link", name=coordinator.said("Brand")).click()
    expect(colour_field(coordinator)).to_be_visible()
    expect(verdict(coordinator, "The colour can be read everywhere")).to_be_visible()


def try_a_colour_that_cannot_be_read(coordinator: Visitor) -> None:
    """The page says it while she types; saving refuses it in words, keeps what she typed and offers a better one."""
    page = coordinator.page
    colour_field(coordinator).fill(YELLOW)
    expect(verdict(coordinator, "The colour is too light")).to_be_visible()
    expect(page.get_by_role("table").get_by_text(coordinator.said("no"), exact=True)).not_to_have_count(0)
    expect(previewed_button(coordinator)).to_have_css("background-color", SHOWN[YELLOW])
    page.get_by_role("button", name=coordinator.said("Save"), exact=True).click()
    expect_message(coordinator, coordinator.said("The brand is not saved: see the reasons below."))
    expect(page.locator("[data-field-errors]").first).to_contain_text("Liian pieni kontrasti")
    expect(colour_field(coordinator)).to_have_value(YELLOW)
    expect(previewed_button(coordinator)).to_have_css("background-color", SHOWN[YELLOW])
    page.get_by_role("button", name=coordinator.said("Use it")).click()
    expect(verdict(coordinator, "The colour can be read everywhere")).to_be_visible()
    expect(colour_field(coordinator)).not_to_have_value(YELLOW)


def save_one_that_can(coordinator: Visitor) -> None:
    page = coordinator.page
    colour_field(coordinator).fill(GREEN)
    expect(previewed_button(coordinator)).to_have_css("background-color", SHOWN[GREEN])
    expect(verdict(coordinator, "The colour can be read everywhere")).to_be_visible()
    page.get_by_role("button", name=coordinator.said("Save"), exact=True).click()
    expect_message(coordinator, coordinator.said("The brand is saved."))
    expect(colour_field(coordinator)).to_have_value(GREEN)


def arrange_the_front_page(coordinator: Visitor) -> None:
    """This week first under a heading of her own, then themes, then her words; nothing else. She moves one up."""
    page = coordinator.page
    menu(coordinator).get_by_role("button", name=coordinator.said("Pages")).click()
    in_finnish = page.locator(".c-page-explorer__item").filter(has_text="suomi")
    in_finnish.get_by_role("link", name="Muokkaa 'Kototori Espoo'").click()
    expect(page.get_by_role("textbox", name=coordinator.said("one sentence"))).to_be_visible()
    add_block(coordinator, coordinator.said("Part"), 0)
    page.locator("#blocks-0-value-part").select_option(label=coordinator.said("Themes"))
    add_block(coordinator, coordinator.said("Part"), 1)
    page.locator("#blocks-1-value-part").select_option(label=coordinator.said("This week"))
    page.locator("#blocks-1-value-heading").fill(OWN_HEADING)
    add_block(coordinator, coordinator.said("Text"), 2)
    text = page.locator("[data-streamfield-child]").last
    text.get_by_role("textbox").fill(OWN_WORDS)
    expect(page.locator("[name=blocks-2-value]")).to_have_value(re.compile(OWN_WORDS))
    page.get_by_role("button", name="Siirrä ylös").nth(1).click()
    take_from_drop_up(coordinator, coordinator.said("Publish"))
    expect_message(coordinator, "julkaistu")


def add_block(coordinator: Visitor, kind: str, number: int) -> None:
    """Below those that are there."""
    page = coordinator.page
    page.get_by_role("button", name="Lisää lohko").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    expect(page.locator(f"[name=blocks-{number}-type]")).to_have_count(1)
