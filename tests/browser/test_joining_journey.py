"""An organisation joins by phone: search, form, confirmation, answer; with and without script.

axe reports nothing on its pages, and none scrolls sideways.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from editorial.form_guard.form_keys import MIN_SECONDS
from editorial.joining.actions.answer_request import AskBack, DeclineRequest
from editorial.joining.actions.approve_request import ApproveRequest
from editorial.joining.joining_mails import CONFIRM_LINK, STATE_LINK, link_key
from editorial.joining.models import JoinRequest, JoinStatus
from editorial.mails.signed_links import signed_link
from regions.models import Portal
from tests.browser.admin_page_faults import admin_faults_at
from tests.browser.page_faults import page_faults
from tests.browser.staff import expect_message, menu, sign_in
from tests.browser.test_accessibility import faults
from tests.browser.visitor import NOTHING_KEPT, Address, NewVisitor, Visitor
from tests.joining.joining_requests import link_in, make_request, waiting_request
from tests.mails.received_mails import deliver_all

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def _nobody_has_sent_yet(demo_pool: None) -> None:
    cache.clear()


def press(person: Visitor, name: str, role: Any = "button") -> None:
    person.page.get_by_role(role, name=person.said(name), exact=True).click()


def write(person: Visitor, label: str, text: str) -> None:
    person.page.get_by_label(person.said(label)).fill(text)


@pytest.mark.parametrize("has_script", [True, False])
def test_an_organisation_joins_by_phone(portal_address: Address, new_visitor: NewVisitor, has_script: bool) -> None:
    person = new_visitor("fi", has_script=has_script, **PHONE)
    page = person.page
    page.goto(portal_address("espoo", "/fi/join/"))
    write(person, "Name or Business ID", "siltasanta")
    press(person, "Search")
    expect(page.get_by_role("link", name="Siltasanat")).not_to_have_count(0)
    expect(page.get_by_role("link", name=person.said("This is ours: ask to be let in"))).not_to_have_count(0)

    write(person, "Name or Business ID", "Kielipolku ry")
    press(person, "Search")
    page.get_by_role("link", name=person.said("Go on"), exact=True).or_(
        page.get_by_role("link", name=person.said("Not here: go on"), exact=True)
    ).click()
    fill_in(person)
    press(person, "Send")
    expect(page.locator(".faults")).to_be_focused() if has_script else expect(page.locator(".faults")).to_be_visible()
    expect(page.get_by_label(person.said("What does it do?"))).to_have_value("Pidämme kielikahvilaa tiistaisin.")
    page.get_by_label(person.said("Our activities follow these rules.")).check()
    page.wait_for_timeout(MIN_SECONDS * 1000)
    press(person, "Send")
    expect(page.get_by_role("heading", name=person.said("One more step: open your mail"))).to_be_visible()
    assert person.kept() == NOTHING_KEPT if has_script else page.context.cookies() == []

    message = deliver_all()[-1]
    assert message.to == ["aino@kielipolku.example"]
    page.goto(portal_address("espoo", link_in(message)))
    press(person, "Confirm")
    expect(page.get_by_role("heading", name=person.said("Your request has arrived"))).to_be_visible()
    assert JoinRequest.objects.get().status == JoinStatus.WAITING

    approve(new_visitor, portal_address)
    page.reload()
    expect(page.get_by_role("heading", name=person.said("Approved"))).to_be_visible()
    page.goto(portal_address("espoo", "/fi/jarjestot/?q=Kielipolku"))
    expect(page.get_by_role("link", name="Kielipolku ry")).to_be_visible()


def fill_in(person: Visitor) -> None:
    page = person.page
    expect(page.get_by_label(person.said("Name of the organisation"))).to_have_value("Kielipolku ry")
    page.get_by_label(person.said("What kind of organisation is it?")).select_option("association")
    page.get_by_label(person.said("Where does it work?")).select_option("049")
    write(person, "What does it do?", "Pidämme kielikahvilaa tiistaisin.")
    write(person, "The organisation's e-mail", "info@kielipolku.example")
    write(person, "Your name", "Aino Virtanen")
    write(person, "Your e-mail", "aino@kielipolku.example")


def approve(new_visitor: NewVisitor, portal_address: Address) -> None:
    """By the coordinator, who comes by the front page, asks nothing, and approves."""
    coordinator = sign_in(new_visitor, portal_address, "espoo@example.org")
    page = coordinator.page
    expect(menu(coordinator)).to_contain_text(coordinator.said("Requests to join"))
    page.locator(".k-needs").get_by_role("link", name="1").filter(
        has_text=coordinator.said("organisation wants to join")
    ).click()
    page.get_by_role("link", name="Kielipolku ry").click()
    press(coordinator, "Approve")
    expect_message(coordinator, "Kielipolku ry")
    assert JoinRequest.objects.get().organisation is not None


def pages_of_links(language: str) -> list[str]:
    """Requests at every step, by the paths of their links."""
    espoo = Portal.objects.select_related("site").get(slug="espoo")

    def path(action: str, row: JoinRequest) -> str:
        return signed_link(action, link_key(row), portal=espoo, language=language).removeprefix(espoo.root_url)

    rows = [waiting_request(espoo, name=f"Seura {at}", person_email=f"a{at}@example.org") for at in range(4)]
    AskBack(rows[1], text="Missä kokoonnutte?").execute()
    DeclineRequest(rows[2], text="Toiminta on kaupallista.").execute()
    ApproveRequest(rows[3]).execute()
    unconfirmed = make_request(espoo, person_email="b@example.org")
    old = make_request(espoo, person_email="c@example.org")
    JoinRequest.objects.filter(pk=old.pk).update(mailed_at="2026-01-01T00:00Z")
    return [
        path(CONFIRM_LINK, unconfirmed),
        path(CONFIRM_LINK, old),
        *(path(STATE_LINK, row) for row in rows),
        path(STATE_LINK, unconfirmed),
    ]


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_pages_of_joining_are_accessible(portal_address: Address, page: BrowserPage, language: str) -> None:
    with translation.override(language):
        join, form = reverse("join"), reverse("join_new")
    paths = [join, f"{join}?q=silta", f"{join}?q=xyzzy", f"{join}?q=1572860-1", f"{form}?name=Kieli"]
    problems = [
        fault for path in [*paths, *pages_of_links(language)] for fault in faults(page, portal_address("espoo", path))
    ]
    page.goto(portal_address("espoo", form))
    page.locator("form.form button.button").click()
    expect(page.locator(".faults")).to_be_visible()
    problems += page_faults(page)
    page.locator("#id_name").fill("Kielipolku ry")
    page.locator("#id_organisation_type").select_option("association")
    page.locator("#id_municipality").select_option("049")
    page.locator("#id_description").fill("Kielikahvila")
    page.locator("#id_email").fill("info@kielipolku.example")
    page.locator("#id_person_name").fill("Aino Virtanen")
    page.locator("#id_person_email").fill("aino@kielipolku.example")
    page.locator("#id_agreed").check()
    page.wait_for_timeout(MIN_SECONDS * 1000)
    page.locator("form.form button.button").click()
    page.wait_for_url("**/join/sent/**")
    problems += page_faults(page)
    assert problems == []


def test_the_admins_pages_of_joining_are_accessible(portal_address: Address, new_visitor: NewVisitor) -> None:
    espoo = Portal.objects.select_related("site").get(slug="espoo")
    row = waiting_request(espoo, name="Siltasanta", business_id="1572860-0")
    waiting_request(espoo, name="Silta Sanat", business_id="1572860-0", person_email="b@example.org")
    AskBack(row, text="Missä kokoonnutte?").execute()
    coordinator = sign_in(new_visitor, portal_address, "espoo@example.org")
    paths = ["/admin/joining/", *(f"/admin/joining/{one.pk}/" for one in JoinRequest.objects.all())]
    problems = [
        fault for path in paths for fault in admin_faults_at(coordinator.page, portal_address("kototori", path))
    ]
    assert problems == []
