"""Journeys of an organisation's people on a phone, with and without script."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from editorial.form_guard.form_keys import MIN_SECONDS
from listings.models import OrganisationMembership
from tests.browser.desk_people import at_portal
from tests.browser.visitor import Address, NewVisitor, Visitor
from tests.people.conftest import organisation, record, sanna
from tests.people.visiting import link_in, new_mails

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals")]
__all__ = ["organisation", "record", "sanna"]


def press(person: Visitor, words: str, *, name: str = "") -> None:
    """Press a button, or follow a link, that says these words; ``name`` is of whom it is."""
    label = f"{person.said(words)} – {name}" if name else person.said(words)
    one = person.page.get_by_role("button", name=label, exact=True)
    (one if one.count() else person.page.get_by_role("link", name=label, exact=True)).first.click()
    person.page.wait_for_load_state("domcontentloaded")


def mailed_to(address: str) -> str:
    """Send what waits; return the address in the button of the mail to this one."""
    return next(link_in(message) for message in new_mails() if message.to == [address])


@pytest.mark.parametrize("has_script", [True, False])
def test_a_colleague_is_invited_comes_in_and_is_removed(
    record: Any, sanna: Any, new_visitor: NewVisitor, portal_address: Address, has_script: bool
) -> None:
    own = at_portal(new_visitor, portal_address, sanna.user, has_script=has_script)
    own.page.goto(portal_address("espoo", "/fi/desk/"))
    press(own, "People", name="Siltasanat ry")
    own.page.get_by_label(own.said("E-mail address")).fill("uma@example.org")
    press(own, "Send the invitation")
    expect(own.page.get_by_role("heading", name="uma@example.org")).to_be_visible()

    colleague = at_portal(new_visitor, portal_address, has_script=has_script)
    colleague.page.goto(mailed_to("uma@example.org"))
    expect(colleague.page.get_by_text("Sanna Siltanen")).to_be_visible()
    press(colleague, "Accept the invitation")
    expect(colleague.page.locator(".faults")).to_be_focused() if has_script else None
    colleague.page.get_by_label(colleague.said("First name")).fill("Uma")
    colleague.page.get_by_label(colleague.said("Last name")).fill("Uusi")
    press(colleague, "Accept the invitation")
    expect(colleague.page.get_by_role("heading", name="Siltasanat ry")).to_be_visible()
    press(colleague, "People", name="Siltasanat ry")
    expect(colleague.page.get_by_role("heading", name="Sanna Siltanen")).to_be_visible()

    own.page.reload()
    press(own, "Remove", name="Uma Uusi")
    press(own, "Remove")
    expect(own.page.get_by_role("heading", name="Uma Uusi")).to_have_count(0)

    answer = colleague.page.reload()
    assert answer is not None
    assert answer.status == 404
    colleague.page.goto(portal_address("espoo", "/fi/desk/"))
    expect(colleague.page.get_by_role("heading", name="Siltasanat ry")).to_have_count(0)
    assert {message.to[0] for message in new_mails()} >= {"uma@example.org", "sanna@example.org"}


@pytest.mark.parametrize("has_script", [True, False])
def test_somebody_asks_to_be_let_in_and_is(
    record: Any, sanna: Any, new_visitor: NewVisitor, portal_address: Address, has_script: bool
) -> None:
    asker = at_portal(new_visitor, portal_address, has_script=has_script)
    asker.page.goto(portal_address("espoo", f"/fi/join/{record.pk}/"))
    asker.page.wait_for_timeout(MIN_SECONDS * 1000)
    asker.page.get_by_label(asker.said("Your name")).fill("Aino Asikas")
    asker.page.get_by_label(asker.said("E-mail address")).fill("aino@example.org")
    asker.page.get_by_label(asker.said("Who are you?")).fill("Ohjaan kielikahvilaa tiistaisin.")
    press(asker, "Send")
    expect(asker.page.get_by_role("heading", name=asker.said("Look into your mail"))).to_be_visible()
    asker.page.goto(mailed_to("aino@example.org"))
    press(asker, "Yes, send my request")
    expect(asker.page.get_by_role("heading", name=asker.said("Your request is on its way"))).to_be_visible()

    own = at_portal(new_visitor, portal_address, sanna.user, has_script=has_script)
    own.page.goto(portal_address("espoo", "/fi/desk/"))
    expect(own.page.locator(".needs")).to_contain_text("Ohjaan kielikahvilaa")
    press(own, "Answer", name="Aino Asikas")
    press(own, "Let in")
    expect(own.page.get_by_role("heading", name="Aino Asikas")).to_be_visible()
    person = get_user_model().objects.get(email="aino@example.org")
    assert OrganisationMembership.objects.filter(user=person, organisation=record).exists()
    assert {message.to[0] for message in new_mails()} == {"aino@example.org", "sanna@example.org"}
