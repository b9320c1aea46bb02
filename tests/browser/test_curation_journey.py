"""A coordinator curates their portal (docs/needs.md, C9): pins, reorders, includes from elsewhere, hides, undoes.

Visitors see each step as soon as it is made.
"""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Locator, expect

from listings.models import Listing
from tests.browser.staff import expect_message, menu, sign_in
from tests.browser.visitor import Address, NewVisitor, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

REASON = "Uusille espoolaisille hyvä ensimmäinen paikka"


def title_of(source_id: str) -> str:
    return str(Listing.objects.with_pages().get(source_id=source_id).page["title"])


def test_coordinator_pins_includes_and_hides(demo_pool: None, portal_address: Address, new_visitor: NewVisitor) -> None:
    first, second, elsewhere = title_of("L025"), title_of("L037"), title_of("L043")
    coordinator = sign_in(new_visitor, portal_address, "espoo@example.org")
    reader = new_visitor("fi", has_script=True, width=360, height=740)
    front, finder = portal_address("espoo", "/fi/"), portal_address("espoo", "/fi/toiminta/")

    pin_until(coordinator, first, timezone.localdate() + datetime.timedelta(days=40))
    pin_until(coordinator, second, None)
    reader.page.goto(front)
    expect(pinned(reader)).to_have_text([second, first])
    reader.page.goto(finder)
    assert set(cards(reader).all_inner_texts()[:2]) == {first, second}

    move_up(coordinator, first)
    reader.page.goto(front)
    expect(pinned(reader)).to_have_text([first, second])

    remove_pin(coordinator, second)
    reader.page.goto(front)
    expect(pinned(reader)).to_have_text([first])

    include(coordinator, elsewhere)
    reader.page.goto(f"{finder}?q={elsewhere}")
    expect(cards(reader).filter(has_text=elsewhere)).not_to_have_count(0)

    hide(coordinator, second)
    reader.page.goto(f"{finder}?q={second}")
    expect(cards(reader).filter(has_text=second)).to_have_count(0)
    expect(section(coordinator, "Hidden in this portal")).to_contain_text("Sama toiminta kahdesti")
    expect(section(coordinator, "Included from elsewhere")).to_contain_text(elsewhere)
    assert reader.page.context.cookies() == []


def cards(reader: Visitor) -> Locator:
    return reader.page.locator(".card h3")


def pinned(reader: Visitor) -> Locator:
    """Titles of what stands on the front page because it is pinned."""
    return reader.page.locator("section[aria-labelledby=pinned] .card h3")


def section(coordinator: Visitor, heading: str) -> Locator:
    return coordinator.page.get_by_role("region", name=coordinator.said(heading))


def row(coordinator: Visitor, title: str) -> Locator:
    return coordinator.page.get_by_role("row").filter(has_text=title)


def button(coordinator: Visitor, place: Locator, words: str, title: str) -> Locator:
    """A link of a row, which says to a screen reader which row it belongs to."""
    return place.get_by_role("link", name=f"{coordinator.said(words)} : {title}")


def find_activity(coordinator: Visitor, title: str) -> None:
    page = coordinator.page
    menu(coordinator).get_by_role("link", name=coordinator.said("Activities"), exact=True).click()
    search(coordinator, title)
    expect(page.get_by_role("row").filter(has_text=title)).to_have_count(1)


def search(coordinator: Visitor, title: str) -> None:
    page = coordinator.page
    page.get_by_role("searchbox", name=coordinator.said("Words of the title or organisation")).fill(title)
    page.get_by_role("button", name=coordinator.said("Show"), exact=True).click()


def pin_until(coordinator: Visitor, title: str, day: datetime.date | None) -> None:
    """From the row of the list, with a reason; back in the list the row says what it is."""
    page = coordinator.page
    find_activity(coordinator, title)
    button(coordinator, row(coordinator, title), "Pin", title).click()
    page.get_by_label(coordinator.said("Reason")).fill(REASON)
    if day is not None:
        page.get_by_label(coordinator.said("Until")).fill(day.isoformat())
    page.get_by_role("button", name=coordinator.said("Pin"), exact=True).click()
    expect_message(coordinator, title)
    if day is not None:
        state = coordinator.said("pinned until %(day)s") % {"day": date_format(day, "j.n.Y")}
        expect(row(coordinator, title)).to_contain_text(state)


def open_curation(coordinator: Visitor) -> None:
    menu(coordinator).get_by_role("link", name=coordinator.said("Pinned and hidden")).click()
    expect(section(coordinator, "Pinned")).to_be_visible()


def move_up(coordinator: Visitor, title: str) -> None:
    open_curation(coordinator)
    pins = section(coordinator, "Pinned")
    expect(pins.get_by_role("row").nth(2)).to_contain_text(title)
    pins.get_by_role("button", name=f"{coordinator.said('Move up')}: {title}").click()
    expect(pins.get_by_role("row").nth(1)).to_contain_text(title)
    expect(pins.get_by_role("row").nth(1)).to_contain_text(REASON)


def remove_pin(coordinator: Visitor, title: str) -> None:
    open_curation(coordinator)
    button(coordinator, row(coordinator, title), "Remove the pin", title).click()
    coordinator.page.get_by_role("button", name=coordinator.said("Remove the pin"), exact=True).click()
    expect(section(coordinator, "Pinned").get_by_text(title)).to_have_count(0)


def include(coordinator: Visitor, title: str) -> None:
    """She looks for it in the whole country."""
    page = coordinator.page
    open_curation(coordinator)
    page.get_by_role("link", name=coordinator.said("Look for an activity elsewhere")).click()
    search(coordinator, title)
    button(coordinator, row(coordinator, title).first, "Include", title).click()
    page.get_by_role("button", name=coordinator.said("Include"), exact=True).click()
    expect_message(coordinator, title)


def hide(coordinator: Visitor, title: str) -> None:
    """Without a reason it is refused, and nothing is hidden."""
    page = coordinator.page
    find_activity(coordinator, title)
    button(coordinator, row(coordinator, title), "Hide", title).click()
    page.get_by_role("button", name=coordinator.said("Hide"), exact=True).click()
    expect_message(coordinator, coordinator.said("Nothing is changed yet: see the reasons below."))
    page.get_by_label(coordinator.said("Reason")).fill("Sama toiminta kahdesti")
    page.get_by_role("button", name=coordinator.said("Hide"), exact=True).click()
    expect_message(coordinator, title)
    open_curation(coordinator)
