"""A Somali translator's day, from an order to the public text and back, when its original changes.

The organisation orders, the translator writes on a phone, the coordinator returns the text and then approves it, and
somebody reads it. Interactions of the translator are counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from listings.enums import OrganisationRole
from regions.models import Municipality, Portal, PortalRole
from tests.browser.desk_people import at_portal
from tests.browser.interactions import Interactions
from tests.browser.page_faults import TARGETS, page_faults
from tests.browser.staff import expect_message
from tests.browser.test_people_journey import press
from tests.browser.visitor import Address, NewVisitor, Visitor
from tests.listings.factories import make_activity, make_organisation
from tests.people.conftest import add_person
from tests.regions.factories import make_member, open_portal
from tests.review_screen.waiting_texts import live, screen_url, waiting
from tests.translating.orders import version

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals")]

TITLE, FIRST, SECOND = "Ompelukerho", "Ommellaan yhdessä.", "Lapset voivat tulla mukaan."
CHANGED = "Lapset eivät voi tulla mukaan."
STRINGS = ["Kooxda tolidda", "Wadajir ayaan u tolnaa.", "Caruurtu way iman karaan."]
CORRECTED, NEW = "Carruurtu way iman karaan.", "Carruurtu ma iman karaan."
#: One for each string, and three: take it, send it, and one to spare.
MOST_BESIDES = 3


@dataclass(frozen=True)
class People:
    writer: Any
    translator: Any
    coordinator: Any


@pytest.fixture
def turku(open_portals: None) -> Portal:
    return open_portal("turku", municipalities=["853"], languages=["fi", "so"])


@pytest.fixture
def club(turku: Portal) -> Any:
    description = f"<p>{FIRST}</p><p>{SECOND}</p>"
    municipality = Municipality.objects.get(pk="853")
    return make_activity(make_organisation(turku), TITLE, description=description, municipality=municipality)


@pytest.fixture
def people(turku: Portal, club: Any) -> People:
    return People(
        add_person(club.get_parent().specific, "sanna", OrganisationRole.RESPONSIBLE, first_name="Sanna").user,
        make_member(turku, PortalRole.TRANSLATOR, languages=["so"]),
        make_member(turku, PortalRole.COORDINATOR),
    )


def test_ordered_translated_returned_approved_and_asked_again(
    people: People, club: Any, new_visitor: NewVisitor, portal_address: Address
) -> None:
    writer = at_portal(new_visitor, portal_address, people.writer, portal="turku")
    translator = at_portal(new_visitor, portal_address, people.translator, portal="turku", language="so")
    reviewer = at_portal(new_visitor, portal_address, people.coordinator, portal="kototori", width=1280, height=900)
    reader = new_visitor("so", has_script=True, width=360, height=740)
    order(writer, club, portal_address)
    problems = translate(translator, portal_address)
    give_back(reviewer, club, portal_address)
    correct(translator, portal_address)
    approve(reviewer, version(club, "so"), portal_address)
    read(reader, club, portal_address, [*STRINGS[1:2], CORRECTED], marks=0)

    change_original(writer, club, portal_address)
    approve(reviewer, club, portal_address)
    read(reader, club, portal_address, [STRINGS[1], CHANGED], marks=1)
    problems += translate_changed(translator, portal_address)
    approve(reviewer, version(club, "so"), portal_address)
    read(reader, club, portal_address, [STRINGS[1], NEW], marks=0)
    assert problems == [], "\n".join(problems)


def order(writer: Visitor, club: Any, portal_address: Address) -> None:
    writer.page.goto(portal_address("turku", f"/fi/desk/activities/{club.translation_key}/languages/so/"))
    writer.page.locator("form[action$='order/'] button").click()
    expect(writer.page.locator(".said").first).to_contain_text("Soomaali")


def open_list(translator: Visitor, portal_address: Address) -> Locator:
    """Return the first text of the list."""
    translator.page.goto(portal_address("turku", "/so/desk/translations/"))
    return translator.page.locator("ul.own > li").first


def asked(translator: Visitor) -> Locator:
    return translator.page.locator("textarea[data-string]")


def translate(translator: Visitor, portal_address: Address) -> list[str]:
    """All strings with the keyboard. Return what is wrong with the pages."""
    page, hand = translator.page, Interactions()
    first = open_list(translator, portal_address)
    expect(first.locator("h3")).to_have_text(TITLE)
    problems = page_faults(page, targets=TARGETS)
    hand.click(first.locator("form[action$='take/'] button"))
    expect(asked(translator)).to_have_count(len(STRINGS))
    for number, words in enumerate(STRINGS):
        hand.fill(asked(translator).nth(number), words)
    problems += page_faults(page, targets=TARGETS, no_targets=".trap, .cards")
    hand.click(page.locator("button[name=action][value=send]"))
    expect(page.locator(".said").first).to_be_visible()
    assert hand.number <= len(STRINGS) + MOST_BESIDES
    return problems


def open_review(reviewer: Visitor, page: Any, portal_address: Address) -> None:
    reviewer.page.goto(portal_address("kototori", screen_url(waiting(page))))


def give_back(reviewer: Visitor, club: Any, portal_address: Address) -> None:
    """With a remark and a better wording at one text."""
    page = reviewer.page
    open_review(reviewer, version(club, "so"), portal_address)
    expect(page.locator(".k-review")).to_contain_text(SECOND)
    page.locator("textarea[name=comment]").fill("Fadlan sax.")
    page.locator("button[name=answer][value=return]").click()
    expect_message(reviewer, STRINGS[0])


def correct(translator: Visitor, portal_address: Address) -> None:
    page, hand = translator.page, Interactions()
    first = open_list(translator, portal_address)
    expect(first.locator(".state.off")).to_be_visible()
    hand.click(first.get_by_role("link").first)
    expect(page.locator("blockquote").first).to_have_text("Fadlan sax.")
    hand.fill(asked(translator).nth(2), CORRECTED)
    hand.click(page.locator("button[name=action][value=send]"))
    expect(page.locator(".said").first).to_be_visible()
    assert hand.number <= 1 + MOST_BESIDES


def approve(reviewer: Visitor, page: Any, portal_address: Address) -> None:
    open_review(reviewer, page, portal_address)
    reviewer.page.locator("button[name=answer][value=approve]").click()
    expect_message(reviewer, live(page).title)


def read(reader: Visitor, club: Any, portal_address: Address, sentences: list[str], *, marks: int) -> None:
    """The page in Somali has these sentences, and so many of the original, marked; each in its language."""
    page = reader.page
    page.goto(portal_address("turku", live(version(club, "so")).get_url_parts()[2]))
    expect(page.locator("h1")).to_have_text(STRINGS[0])
    said = page.locator(".prose p").all_inner_texts()
    assert len(said) == len(sentences)
    assert all(text.endswith(sentence) for text, sentence in zip(said, sentences, strict=True)), said
    expect(page.locator(".mark-line")).to_have_count(marks)
    expect(page.locator(".prose [lang=fi][dir=ltr]")).to_have_count(marks)


def change_original(writer: Visitor, club: Any, portal_address: Address) -> None:
    page = writer.page
    page.goto(portal_address("turku", f"/fi/desk/activities/{club.translation_key}/"))
    page.locator("[name=description]").fill(f"{FIRST}\n\n{CHANGED}")
    press(writer, "Check and send")
    press(
        writer, "Send again" if page.get_by_role("button", name=writer.said("Send again")).count() else "Send to review"
    )


def translate_changed(translator: Visitor, portal_address: Address) -> list[str]:
    """Only the changed string is asked, with what changed and what it was."""
    page, hand = translator.page, Interactions()
    first = open_list(translator, portal_address)
    hand.click(first.locator("form[action$='take/'] button"))
    empty = [area for area in asked(translator).all() if not area.input_value()]
    assert len(empty) == 1
    expect(page.locator("ins", has_text="eivät")).to_be_visible()
    problems = page_faults(page, targets=TARGETS, no_targets=".trap, .cards")
    hand.fill(empty[0], NEW)
    hand.click(page.locator("button[name=action][value=send]"))
    expect(page.locator(".said").first).to_be_visible()
    assert hand.number <= 1 + MOST_BESIDES
    return problems
