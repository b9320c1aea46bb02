"""An Arabic reader's day: what she finds in her language, and what she is told where it is missing or older.

Writers, translators and coordinators work between her visits; their own days are in other modules.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone, translation
from playwright.sync_api import Locator, expect

from faces.parts.localized_text import Change
from listings.models import ActivityPage, ActivitySlot
from search.indexer import drain_outbox
from tests.browser.page_faults import page_faults
from tests.browser.visitor import Address, NewVisitor, Visitor
from tests.faces.visiting import visit
from tests.listings.factories import make_activity, published
from tests.people.conftest import coordinator, organisation, translator
from tests.people.visiting import at
from tests.translating.orders import approve, order, sent, take, version

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals")]
__all__ = ["coordinator", "organisation", "translator"]

TITLE, FIRST, OLD, NEW = "Ompelukerho", "Ommellaan yhdessä.", "Lapset voivat tulla mukaan.", "Lapset eivät voi tulla."
ARABIC_TITLE, ARABIC_FIRST, ARABIC_OLD, ARABIC_NEW = (
    "نادي الخياطة",
    "نخيط معاً.",
    "يمكن للأطفال الحضور.",
    "لا يمكن للأطفال.",
)


@pytest.fixture
def club(organisation: Any) -> Any:
    page = make_activity(organisation, TITLE, description=f"<p>{FIRST}</p><p>{OLD}</p>")
    drain_outbox()
    visit("espoo", f"/ar/activities/?q={TITLE}")  # a process' first search loads dictionaries, for long if it is busy
    return page


def test_what_she_reads_is_never_silently_old(
    club: Any, translator: Any, coordinator: Any, new_visitor: NewVisitor, portal_address: Address
) -> None:
    reader = new_visitor("ar", has_script=True, width=390, height=844)
    home = portal_address("espoo", "/ar/")
    faults = find_in_finnish(reader, home)

    order(club)
    take(club, translator)
    client = at("espoo", translator)
    sent(client, club, {"title": ARABIC_TITLE, "description": [ARABIC_FIRST, ARABIC_OLD]}, "send")
    answered(club, coordinator)
    faults += read_in_arabic(reader, home)

    change(club, description=f"<p>{FIRST}</p><p>{NEW}</p>", slots=[wednesday_evening()])
    faults += read_what_changed(reader, home)
    there_and_back(reader)

    take(club, translator)
    sent(client, club, {"description": [ARABIC_FIRST, ARABIC_NEW]}, "send")
    answered(club, coordinator)
    faults += read_again(reader)
    assert faults == []


def wednesday_evening() -> ActivitySlot:
    return ActivitySlot(weekdays=[3], start=datetime.time(18), end=datetime.time(19, 45))


def change(club: Any, **values: Any) -> None:
    page = ActivityPage.objects.get(pk=club.pk)
    for name, value in values.items():
        setattr(page, name, value)
    published(page)
    drain_outbox()


def answered(club: Any, coordinator: Any) -> None:
    approve(version(club), coordinator)
    drain_outbox()


def find(reader: Visitor, home: str, words: str) -> Locator:
    """Search from the front page; return the cards."""
    reader.page.goto(home)
    reader.search(words)
    return reader.page.locator(".card")


def find_in_finnish(reader: Visitor, home: str) -> list[str]:
    """Nobody has translated it: its words are Finnish and say so, its facts are Arabic."""
    card = find(reader, home, TITLE)
    title = card.locator("h3 a")
    expect(title).to_have_text(TITLE)
    expect(title).to_have_attribute("lang", "fi")
    expect(title).to_have_attribute("dir", "ltr")
    expect(card.locator(".only-in").first).to_have_text(reader.said("Only in Finnish"))
    expect(card.locator(".when")).to_contain_text("ثلاثاء")
    return page_faults(reader.page)


def read_in_arabic(reader: Visitor, home: str) -> list[str]:
    card = find(reader, home, ARABIC_OLD)
    expect(card.locator("h3 a")).to_have_text(ARABIC_TITLE)
    expect(card.locator(".only-in")).to_have_count(0)
    card.locator("h3 a").click()
    expect(reader.page.locator(".prose p")).to_have_text([ARABIC_FIRST, ARABIC_OLD])
    expect(reader.page.locator("main .only-in")).to_have_count(0)
    return page_faults(reader.page)


def read_what_changed(reader: Visitor, home: str) -> list[str]:
    """The time is right at once; the changed sentence is the original's, with the day; the old one finds nothing."""
    page = reader.page
    with translation.override("ar"):
        said = Change(timezone.localdate().isoformat()).words("ar")
    page.reload()
    expect(page.locator("h1")).to_have_text(ARABIC_TITLE)
    expect(reader.fact("When")).to_contain_text("أربعاء")
    expect(page.locator(".prose p").first).to_have_text(ARABIC_FIRST)
    original = page.locator(".prose [lang=fi][dir=ltr]")
    expect(original).to_contain_text(NEW)
    expect(page.locator(".mark-line")).to_contain_text(said)
    assert ARABIC_OLD not in page.content()
    faults = page_faults(page)
    address = page.url
    expect(find(reader, home, f'"{ARABIC_OLD}"')).to_have_count(0)
    page.goto(address)
    return faults


def there_and_back(reader: Visitor) -> None:
    """The switch of languages stays on the same activity."""
    in_finnish = reader.change_language("fi")
    expect(reader.page.locator("h1")).to_have_text(TITLE)
    expect(reader.page.locator("main .only-in")).to_have_count(0)
    in_finnish.change_language("ar")
    expect(reader.page.locator("h1")).to_have_text(ARABIC_TITLE)


def read_again(reader: Visitor) -> list[str]:
    reader.page.reload()
    expect(reader.page.locator(".prose p")).to_have_text([ARABIC_FIRST, ARABIC_NEW])
    expect(reader.page.locator("main .only-in")).to_have_count(0)
    return page_faults(reader.page)
