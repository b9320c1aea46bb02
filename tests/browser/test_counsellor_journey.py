"""A counsellor (docs/needs.md, C7) searches for a client, shares the result in their language, and stores nothing."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import DESK, NOTHING_KEPT, Address, NewVisitor, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


#: On Wednesdays, with children, near Leppävaara; and where she may take children there on any day.
WEDNESDAY, WELCOME, TOWN = ("weekday", "3"), ("children", "children_welcome"), "Leppävaara"
FOUND = "Avoin olohuone Sillanpää"


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize(("language", "of_client"), [("fi", "ar"), ("ar", "fi")], ids=["fi", "ar"])
def test_counsellor_searches_for_a_client_and_shares_the_result(
    demo_pool: None,
    portal_address: Address,
    new_visitor: NewVisitor,
    language: str,
    of_client: str,
    has_script: bool,
) -> None:
    visitor = new_visitor(language, has_script=has_script, **DESK)
    visitor.page.goto(portal_address("espoo", f"/{language}/"))
    visitor.page.get_by_role("navigation", name=visitor.said("Main")).get_by_role(
        "link", name=visitor.said("Find activities")
    ).click()
    search_by_criteria(visitor)
    remove_the_day(visitor)
    expect_same_list_elsewhere(visitor, new_visitor)
    see_the_list_on_paper(visitor)
    open_from_the_week(visitor)
    see_the_hand_out(visitor)

    path = visitor.page.url.rsplit("/", 2)[1]
    client = visitor.change_language(of_client)
    assert client.page.url.rsplit("/", 2)[1] == path
    expect(client.page.get_by_role("heading", level=1)).to_have_text(FOUND)
    assert client.kept() == NOTHING_KEPT


def search_by_criteria(visitor: Visitor) -> None:
    """Place, day and children; each is then a chip above the list."""
    page = visitor.page
    expect(visitor.shown).to_be_visible()
    everything = visitor.titles
    page.get_by_label(visitor.said("Town or postal code")).fill(TOWN)
    near = visitor.said("near: %(place)s") % {"place": TOWN}
    if visitor.has_script:
        page.get_by_label(visitor.said("Town or postal code")).press("Tab")
        expect(visitor.chip_saying(near)).to_have_count(1)
    visitor.choose(*WEDNESDAY, section=visitor.said("Day of the week and time"))
    visitor.choose(*WELCOME)
    visitor.show_results()
    expect(visitor.chip(*WEDNESDAY)).to_be_visible()
    assert sorted(visitor.chips) == sorted([near, visitor.value(*WEDNESDAY), visitor.value(*WELCOME)])
    assert FOUND in visitor.titles
    assert len(visitor.titles) < len(everything)
    expect(page.locator(".card .where").first).to_contain_text("km")


def remove_the_day(visitor: Visitor) -> None:
    before = visitor.titles
    visitor.chip(*WEDNESDAY).click()
    expect(visitor.chip(*WEDNESDAY)).to_have_count(0)
    expect(visitor.chip(*WELCOME)).to_be_visible()
    assert set(before) < set(visitor.titles)


def expect_same_list_elsewhere(visitor: Visitor, new_visitor: NewVisitor) -> None:
    """The address says the whole search: a colleague who gets it sees the same list, in the client's language too."""
    colleague = new_visitor(visitor.language, has_script=visitor.has_script, **DESK)
    colleague.page.goto(visitor.page.url)
    assert colleague.titles == visitor.titles
    assert colleague.chips == visitor.chips
    reader = colleague.change_language("sv")
    assert len(reader.titles) == len(visitor.titles)
    assert parse_qs(urlsplit(reader.page.url).query) == parse_qs(urlsplit(visitor.page.url).query)
    assert reader.chip(*WELCOME).count() == 1


def see_the_list_on_paper(visitor: Visitor) -> None:
    """Cards, what was searched for and the address; no menus, fields or buttons."""
    page = visitor.page
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("searchbox").or_(page.get_by_role("combobox"))).to_have_count(0)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator(".card").first).to_be_visible()
    expect(page.locator(".chip").first).to_be_visible()
    expect(page.locator(".on-paper").first).to_contain_text(page.url.split("?")[0])
    page.emulate_media(media="screen")


def open_from_the_week(visitor: Visitor) -> None:
    """A week that has not begun, so that none of its days is over."""
    page = visitor.page
    page.get_by_role("link", name=visitor.said("Week"), exact=True).click()
    expect(page.locator(".week > li")).to_have_count(7)
    title = page.locator("#week").inner_text()
    page.locator(".weeks").get_by_role("link", name=visitor.said("Next week")).click()
    expect(page.locator("#week")).not_to_have_text(title)
    expect(visitor.chip(*WELCOME)).to_have_count(1)
    page.locator(".week").get_by_role("link", name=FOUND).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FOUND)


def see_the_hand_out(visitor: Visitor) -> None:
    """The code is shown when asked for, and on paper always, with what the client has to know."""
    page = visitor.page
    code = page.locator("svg.qr")
    expect(code).to_be_hidden()
    page.locator("summary", has_text=visitor.said("QR code")).click()
    expect(code).to_be_visible()
    page.locator("summary", has_text=visitor.said("QR code")).click()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("link", name=visitor.said("Send in WhatsApp"))).to_have_count(0)
    expect(code).to_be_visible()
    expect(visitor.fact("When")).to_be_visible()
    expect(visitor.fact("Language skills you need")).to_be_visible()
    expect(page.locator(".activity > .on-paper")).to_contain_text(page.url)
    page.emulate_media(media="screen")
