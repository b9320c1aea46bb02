"""A newcomer on a phone searches in her own words and language, sees whether an activity suits her, and shares it."""

from __future__ import annotations

import datetime
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import vobject
from playwright.sync_api import expect

from listings.models import Venue
from tests.browser.visitor import NOTHING_KEPT, Address, NewVisitor, Visitor
from tests.faces.visiting import listing

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
#: Her language, the one in which somebody sent her the address, and what she wants in her own words.
NEWCOMERS = [("fi", "sv", "suomea lapsen kanssa"), ("ar", "fi", "أريد تعلم الفنلندية")]
SUITABLE = "Suomea vauvan kanssa"


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize(("language", "first", "words"), NEWCOMERS, ids=["fi", "ar"])
def test_newcomer_finds_a_suitable_activity_and_shares_it(
    demo_pool: None,
    portal_address: Address,
    new_visitor: NewVisitor,
    language: str,
    first: str,
    words: str,
    has_script: bool,
) -> None:
    visitor = new_visitor(first, has_script=has_script, **PHONE)
    visitor.page.goto(portal_address("espoo", f"/{first}/"))
    visitor = visitor.change_language(language)
    visitor.search(words)
    narrow_to_her_level_and_free(visitor)
    the_list = visitor.titles
    list_url = visitor.page.url

    visitor.page.get_by_role("link", name=SUITABLE).click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(SUITABLE)
    see_whether_it_suits(visitor)
    put_it_in_her_calendar(visitor)
    send_it_and_find_the_way(visitor)

    visitor.page.go_back()
    expect(visitor.page).to_have_url(list_url)
    assert visitor.titles == the_list
    assert visitor.kept() == NOTHING_KEPT


def narrow_to_her_level_and_free(visitor: Visitor) -> None:
    """The filters cover the list on a phone; afterwards they are closed, and what she chose stands above the list."""
    before = visitor.titles
    visitor.open_section(visitor.said("Narrow down"))
    visitor.choose("my_level", "A1")
    visitor.choose("price", "free")
    visitor.show_results()
    expect(visitor.chip("price", "free")).to_have_count(1)
    if visitor.has_script:
        visitor.page.locator("[data-close]").click()
    expect(visitor.page.get_by_role("radio").first).to_be_hidden()
    expect(visitor.chip("my_level", "A1")).to_be_visible()
    assert visitor.chips == [visitor.value("my_level", "A1"), visitor.value("price", "free")]
    assert SUITABLE in visitor.titles
    assert set(visitor.titles) < set(before)


def see_whether_it_suits(visitor: Visitor) -> None:
    """Level, price, children, whether she must sign up, and when it is next: each in words of her language."""
    page = visitor.page
    expect(visitor.fact("Language skills you need")).to_contain_text(visitor.value("my_level", "A1"))
    expect(visitor.fact("Price")).to_have_text(visitor.value("price", "free"))
    expect(visitor.fact("Children")).to_contain_text(visitor.value("children", "childcare"))
    box = page.get_by_role("region", name=visitor.said("Just come"))
    expect(box).to_contain_text(visitor.said("No sign-up needed. Next time: %(time)s.").partition("%")[0].strip())
    expect(page.get_by_role("region", name=visitor.said("Next times")).locator("time").first).to_be_visible()


def put_it_in_her_calendar(visitor: Visitor) -> None:
    """The file says the same next time as the page (RFC 5545, read by another library)."""
    page = visitor.page
    with page.expect_download() as downloading:
        page.get_by_role("link", name=visitor.said("Add to calendar")).click()
    assert downloading.value.suggested_filename.endswith(".ics")
    event = vobject.readOne(downloading.value.path().read_text("utf-8")).vevent
    assert event.summary.value == SUITABLE
    assert event.url.value == page.url
    shown = page.get_by_role("region", name=visitor.said("Next times")).locator("time").first.get_attribute("datetime")
    moment = datetime.datetime.fromisoformat(str(shown))
    day = datetime.timedelta(days=1)
    local = moment.replace(tzinfo=None)
    times = [time.replace(tzinfo=None) for time in event.getrruleset(addRDate=True).between(moment - day, moment + day)]
    assert times == [local]


def send_it_and_find_the_way(visitor: Visitor) -> None:
    page = visitor.page
    message = page.get_by_role("link", name=visitor.said("Send in WhatsApp")).get_attribute("href")
    letter = page.get_by_role("link", name=visitor.said("Send by e-mail")).get_attribute("href")
    for address, field in ((message, "text"), (letter, "body")):
        text = parse_qs(urlsplit(str(address)).query)[field][0]
        assert SUITABLE in text
        assert page.url in text
    venue = Venue.objects.get(name=listing("L026").facts["venue"]["name"])
    way = page.get_by_role("link", name=visitor.said("Directions")).get_attribute("href")
    assert re.match(r"https://www\.openstreetmap\.org/directions\?", str(way))
    to = parse_qs(urlsplit(str(way)).query)["to"][0].split(",")
    assert [float(part) for part in to] == pytest.approx([venue.lat, venue.lon], abs=1e-4)
