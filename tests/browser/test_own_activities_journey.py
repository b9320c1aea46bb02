"""A writer's own activities on a phone, with and without script; how many interactions each takes from the home."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from listings.models import ActivityPage, CancelledDate, Listing
from tests.browser.desk_people import at_portal
from tests.browser.visitor import Address, NewVisitor, Visitor
from tests.listings.factories import make_activity
from tests.people.conftest import coordinator, organisation, record, sanna

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals")]
__all__ = ["coordinator", "organisation", "record", "sanna"]

TITLE = "Kielikahvila Tapiolan kirjastossa"


@dataclass
class Hand:
    """Counts what somebody does: a click, a choice, a field typed into."""

    person: Visitor
    count: int = 0

    @property
    def page(self) -> Any:
        return self.person.page

    def press(self, words: str, *, of: str = "") -> None:
        """Press a button, or follow a link, that says these words; ``of``: the title of its activity."""
        label = f"{self.person.said(words)} – {of}" if of else self.person.said(words)
        one = self.page.get_by_role("button", name=label, exact=True)
        (one if one.count() else self.page.get_by_role("link", name=label, exact=True)).first.click()
        self._after()

    def send(self) -> None:
        """Press the big button of the page."""
        self.page.locator("main form[method=post] button.button[type=submit]").first.click()
        self._after()

    def type(self, name: str, text: str) -> None:
        self.page.locator(f"[name={name}]").fill(text)
        self.count += 1

    def choose(self, name: str, place: int) -> None:
        self.page.locator(f"label:has([name={name}])").nth(place).click()
        self.count += 1

    def _after(self) -> None:
        self.page.wait_for_load_state("domcontentloaded")
        self.count += 1


@pytest.fixture
def hand(sanna: Any, new_visitor: NewVisitor, portal_address: Address, request: Any) -> Hand:
    person = at_portal(new_visitor, portal_address, sanna.user, has_script=request.param)
    person.page.goto(portal_address("espoo", "/fi/desk/"))
    return Hand(person)


with_and_without_script = pytest.mark.parametrize("hand", [True, False], indirect=True, ids=["script", "no script"])


@pytest.fixture
def cafe(organisation: Any) -> Any:
    """A café on Tuesdays whose season ends in some months."""
    today = timezone.localdate()
    season: dict[str, Any] = {"season_start": today, "season_end": today + datetime.timedelta(days=150)}
    return make_activity(organisation, TITLE, **season)


def listing(page: Any) -> Listing:
    row: Listing = Listing.objects.get(pk=page.translation_key)
    return row


@with_and_without_script
def test_a_copy_is_made_and_sent_in_six(cafe: Any, hand: Hand) -> None:
    hand.page.reload()
    year = timezone.localdate().year + 2
    hand.press("Copy", of=TITLE)
    hand.type("season_start", f"12.1.{year}")
    hand.type("season_end", f"25.5.{year}")
    hand.press("Copy, then check and send")
    hand.send()
    copied = Listing.objects.get(copied_from=cafe.translation_key)
    page = ActivityPage.objects.source_of(copied)
    assert page.current_workflow_state is not None
    assert page.get_latest_revision_as_object().season_start == datetime.date(year, 1, 12)
    assert hand.count <= 6


@with_and_without_script
def test_a_date_is_cancelled_in_three_and_restored(cafe: Any, hand: Hand) -> None:
    hand.page.reload()
    hand.press("Cancel a date", of=TITLE)
    hand.choose("date", 1)
    hand.press("Cancel this date")
    assert hand.count <= 3
    expect(hand.page.locator(".said")).to_be_visible()
    assert CancelledDate.objects.count() == 1
    hand.press("Cancel a date", of=TITLE)
    hand.page.locator("button[value=restore]").click()
    expect(hand.page.locator(".said")).to_be_visible()
    assert CancelledDate.objects.count() == 0


@with_and_without_script
def test_a_break_the_end_and_undoing_it(cafe: Any, organisation: Any, hand: Hand) -> None:
    make_activity(organisation, "Ompeluryhmä", live=False).save_revision()
    hand.page.reload()
    hand.press("Pause", of=TITLE)
    hand.type("until", f"31.8.{timezone.localdate().year + 1}")
    hand.press("Put it on a break")
    assert hand.count <= 3
    expect(hand.page.get_by_text(hand.person.said("On a break until %(date)s").split("%")[0]).first).to_be_visible()
    assert listing(cafe).status == "paused"
    hand.press("Goes on", of=TITLE)
    hand.press("It takes place again")
    assert listing(cafe).status == "active"
    hand.press("It ended", of=TITLE)
    hand.press("It has ended")
    assert listing(cafe).status == "ended"
    hand.press("Undo the end")
    expect(hand.page.locator(".said")).to_be_visible()
    assert listing(cafe).status == "active"
    hand.press("Delete", of="Ompeluryhmä")
    hand.press("Delete")
    expect(hand.page.get_by_role("heading", name="Ompeluryhmä")).to_have_count(0)
    assert not ActivityPage.objects.filter(title="Ompeluryhmä").exists()
