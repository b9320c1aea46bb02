"""An announcement on its way through review, on a phone: announced, returned, corrected, public; its pages, by axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from editorial.review.models import ReviewState
from listings.models import ActivityPage
from tests.announcing.review_steps import answer, desk_url, make_draft, save, send, stored
from tests.browser.desk_people import at_portal
from tests.browser.page_faults import TARGETS, page_faults
from tests.browser.staff import expect_message
from tests.browser.visitor import Address, NewVisitor, Visitor
from tests.listings.factories import concept
from tests.people.conftest import coordinator, organisation, record, sanna
from tests.people.visiting import at
from tests.review_screen.waiting_texts import screen_url
from tests.review_screen.waiting_texts import waiting as waiting_review

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals")]
__all__ = ["coordinator", "organisation", "record", "sanna"]


#: A title that a spreadsheet would calculate, and a page would take for its own.
TITLE = "=1+1 & <b>"
#: Interactions from the desk's home until a first announcement is sent: a click, a choice, a field typed into.
MOST_INTERACTIONS = 30


def press(person: Visitor, words: str) -> None:
    """Press the button, or follow the link, that says these words."""
    label = person.said(words)
    one = person.page.get_by_role("button", name=label, exact=True)
    (one if one.count() else person.page.get_by_role("link", name=label, exact=True)).first.click()
    person.page.wait_for_load_state("domcontentloaded")


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_announced_returned_corrected_and_public(
    record: Any, sanna: Any, coordinator: Any, new_visitor: NewVisitor, portal_address: Address, has_script: bool
) -> None:
    """On a phone from the desk's home, which the admin leads an organisation's people to."""
    writer = at_portal(new_visitor, portal_address, sanna.user, has_script=has_script)
    page = writer.page
    page.goto(portal_address("espoo", "/fi/desk/"))
    announce(writer)
    sent = ActivityPage.objects.get(draft_title=TITLE)
    answer(sent, coordinator, "reject", "Mistä ovesta tullaan sisään?")
    page.goto(portal_address("espoo", "/fi/desk/"))
    first = page.locator(".needs li").first
    expect(first.locator("blockquote")).to_have_text("Mistä ovesta tullaan sisään?")
    first.get_by_role("link", name=writer.said("Correct and send again")).click()
    expect(page.locator(".needs blockquote")).to_have_text("Mistä ovesta tullaan sisään?")
    page.locator("[name=place_details]").fill("Pääovesta, toinen kerros")
    press(writer, "Check and send")
    press(writer, "Send again")
    assert not stored(sent).live
    approve(
        at_portal(new_visitor, portal_address, coordinator, portal="kototori", width=1280, height=900), portal_address
    )
    assert (stored(sent).live, stored(sent).place_details) == (True, "Pääovesta, toinen kerros")
    assert ReviewState.objects.filter(workflow_state__object_id=str(sent.pk)).count() == 2
    page.goto(portal_address("espoo", "/fi/desk/"))
    expect(page.locator(".needs blockquote")).to_have_text("Kiitos!")
    find(new_visitor("fi", has_script=has_script, width=360, height=740), portal_address)


def announce(writer: Visitor) -> None:
    """A first announcement, with all that a visitor would like to know."""
    page = writer.page
    steps: list[Callable[[], Any]] = [
        lambda: press(writer, "Announce an activity"),
        lambda: page.locator("[name=title]").fill(TITLE),
        lambda: page.get_by_label("Ryhmä tai kerho").check(),
        lambda: page.locator(f"[name=themes][value='{concept('theme', 'language').pk}']").check(),
        lambda: page.locator("[name=summary]").fill("Puhutaan suomea."),
        lambda: page.locator("[name=description]").fill("Tervetuloa."),
        lambda: page.locator("[name=slots-0-weekdays][value='2']").check(),
        lambda: page.locator("[name=slots-0-start]").fill("klo 17–19"),
        lambda: page.locator("[name=season_end]").fill("25.5.2027"),
        lambda: page.locator("[name=municipality]").select_option("049"),
        lambda: page.locator("[name=place_details]").fill("Toinen kerros"),
        lambda: press(writer, "Check and send"),
        lambda: press(writer, "Send to review"),
    ]
    for step in steps[:-1]:
        step()
    expect(page.get_by_role("heading", name=writer.said("This is how it will look"))).to_be_visible()
    expect(page.locator(".card")).to_contain_text(TITLE)
    expect(page.locator(".checks .ok")).to_be_visible()
    steps[-1]()
    expect(page.locator(".said").first).to_contain_text("Kototori Espoo")
    assert len(steps) <= MOST_INTERACTIONS


def approve(coordinator: Visitor, portal_address: Address) -> None:
    """From the front page of the admin, where it waits until she has."""
    page = coordinator.page
    page.goto(portal_address("kototori", "/admin/"))
    waiting = page.locator(".k-needs").get_by_role("link", name="teksti odottaa")
    expect(waiting).to_contain_text("1 teksti odottaa")
    page.get_by_role("link", name=TITLE).first.click()
    page.goto(urljoin(page.url, screen_url(waiting_review(ActivityPage.objects.get(draft_title=TITLE)))))
    page.locator("textarea[name=comment]").fill("Kiitos!")
    page.locator("button[value=approve]").click()
    expect_message(coordinator, TITLE)
    page.goto(urljoin(page.url, "/admin/"))
    expect(page.locator(".k-needs")).to_be_visible()
    expect(waiting).to_have_count(0)


def find(visitor: Visitor, portal_address: Address) -> None:
    visitor.page.goto(portal_address("espoo", "/fi/"))
    visitor.search("Puhutaan suomea")
    visitor.page.locator(".card").get_by_role("link", name=TITLE, exact=True).click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(visitor.fact("When")).to_contain_text("tiistaisin klo 17–19")


@pytest.fixture
def shown(organisation: Any, sanna: Any, coordinator: Any) -> list[Any]:
    """A draft with much to say about it, one that is right, one that waits with a newer text, and a returned one."""
    faulty = make_draft(organisation, "SOITA 050 123 4567 KIELIKAHVILA", municipality=None, sign_up_type="required")
    right, waits, returned = (make_draft(organisation, f"Kahvila {number}") for number in (1, 2, 3))
    client = at("espoo", sanna.user)
    send(client, waits)
    save(waits, sanna.user, summary="Puhutaan suomea.", place_details="Pääovesta")
    send(client, returned)
    answer(returned, coordinator, "reject", "Mistä ovesta tullaan sisään?\nJa voiko lapsia ottaa mukaan?")
    return [faulty, right, waits, returned]


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_pages_of_sending_are_accessible(
    shown: list[Any], sanna: Any, new_visitor: NewVisitor, portal_address: Address, language: str
) -> None:
    _faulty, right, waits, _returned = shown
    paths = [desk_url(page, "check/") for page in shown]
    paths += [
        f"{desk_url(right, 'check/page/')}?show=espoo/{language}",
        desk_url(waits, "take-back/"),
    ]
    person = at_portal(new_visitor, portal_address, sanna.user, language=language, width=320, height=800)
    problems = []
    for number, path in enumerate(paths):
        person.page.goto(portal_address("espoo", path.replace("/fi/", f"/{language}/", 1)))
        picture = f"s{number:02}-{language}"
        problems += page_faults(person.page, targets=TARGETS, no_targets=".trap, .card", picture=picture)
    assert problems == [], "\n".join(problems[:20])
