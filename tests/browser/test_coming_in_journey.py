"""Coming in, from end to end, by mails alone and on a phone, with and without script.

An organisation joins, its first person signs in by a code, and invites a colleague, who is removed again. A national
administrator opens a portal with its coordinator, who invites a translator.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail as outbox
from django.core.cache import cache
from playwright.sync_api import expect

from editorial.form_guard.form_keys import MIN_SECONDS
from kototori.demo.accounts import DEMO_PASSWORD
from kototori.management.commands.worker import run_one_task
from tests.accounts.signing_in import code_in
from tests.browser.staff import expect_message, menu, sign_in
from tests.browser.visitor import DESK, Address, NewVisitor, Visitor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("idle_worker")]

PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(idle_worker: None) -> None:
    cache.clear()
    outbox.outbox.clear()


def newest_mail_to(address: str) -> Any:
    """The last mail to an address, once the worker has done what waits."""
    while run_one_task():
        pass
    return [message for message in outbox.outbox if message.to == [address]][-1]


def open_link(person: Visitor, portal_address: Address, message: Any) -> None:
    """Follow the link of a mail, at the port of the live server."""
    link = urlsplit(re.search(r"https?://\S+/mail/\S+", message.body).group())  # type: ignore[union-attr]
    person.page.goto(f"http://{link.hostname}:{urlsplit(portal_address('kototori', '/')).port}{link.path}")


def press(person: Visitor, words: str, *, of: str = "") -> None:
    name = f"{person.said(words)} – {of}" if of else person.said(words)
    main = person.page.locator("main")
    button = main.get_by_role("button", name=name, exact=True)
    button.or_(main.get_by_role("link", name=name, exact=True)).first.click()
    person.page.wait_for_load_state("domcontentloaded")


def fill(person: Visitor, label: str, text: str) -> None:
    person.page.get_by_label(person.said(label), exact=True).fill(text)


def ask_to_join(person: Visitor, portal_address: Address) -> None:
    page = person.page
    page.goto(portal_address("espoo", "/fi/join/new/?name=Kielipolku+ry"))
    page.get_by_label(person.said("What kind of organisation is it?")).select_option("association")
    page.get_by_label(person.said("Where does it work?")).select_option("049")
    page.get_by_label(person.said("What does it do?")).fill("Pidämme kielikahvilaa tiistaisin.")
    page.get_by_label(person.said("The organisation's e-mail")).fill("info@kielipolku.example")
    page.get_by_label(person.said("Your name")).fill("Aino Virtanen")
    page.get_by_label(person.said("Your e-mail")).fill("aino@example.org")
    page.get_by_label(person.said("Our activities follow these rules.")).check()
    page.wait_for_timeout(MIN_SECONDS * 1000)
    press(person, "Send")
    expect(page.get_by_role("heading", name=person.said("One more step: open your mail"))).to_be_visible()
    open_link(person, portal_address, newest_mail_to("aino@example.org"))
    press(person, "Confirm")
    expect(page.get_by_role("heading", name=person.said("Your request has arrived"))).to_be_visible()


def approve(new_visitor: NewVisitor, portal_address: Address, organisation: str) -> None:
    coordinator = sign_in(new_visitor, portal_address, "espoo@example.org")
    menu(coordinator).get_by_role("link", name=re.compile(coordinator.said("Requests to join"))).click()
    coordinator.page.get_by_role("link", name=organisation).click()
    press(coordinator, "Approve")
    expect_message(coordinator, organisation)


def take_code(person: Visitor, portal_address: Address, address: str) -> None:
    """Sign in for the first time: the mail of the approval says where, and there is no password yet."""
    person.page.goto(portal_address("espoo", "/fi/desk/"))
    fill(person, "E-mail", address)
    press(person, "Send me a code by mail")
    expect(person.page.get_by_label(person.said("Code"), exact=True)).to_be_visible()
    fill(person, "Code", code_in(newest_mail_to(address)))
    press(person, "Sign in")
    expect(person.page.get_by_role("heading", name="Kielipolku ry")).to_be_visible()


def accept(person: Visitor, portal_address: Address, address: str, first: str, last: str) -> None:
    open_link(person, portal_address, newest_mail_to(address))
    fill(person, "First name", first)
    fill(person, "Last name", last)
    press(person, "Accept the invitation")


@pytest.mark.parametrize("has_script", [True, False])
def test_an_organisation_comes_in_and_chooses_its_people(
    new_visitor: NewVisitor, portal_address: Address, has_script: bool
) -> None:
    aino = new_visitor("fi", has_script=has_script, **PHONE)
    ask_to_join(aino, portal_address)
    approve(new_visitor, portal_address, "Kielipolku ry")
    assert "/fi/sign-in/" in newest_mail_to("aino@example.org").body
    take_code(aino, portal_address, "aino@example.org")

    press(aino, "People", of="Kielipolku ry")
    aino.page.get_by_label(aino.said("E-mail address")).fill("uma@example.org")
    press(aino, "Send the invitation")
    expect(aino.page.get_by_role("heading", name="uma@example.org")).to_be_visible()
    uma = new_visitor("fi", has_script=has_script, **PHONE)
    accept(uma, portal_address, "uma@example.org", "Uma", "Uusi")
    expect(uma.page.get_by_role("heading", name="Kielipolku ry")).to_be_visible()
    press(uma, "People", of="Kielipolku ry")
    expect(uma.page.get_by_role("heading", name="Aino Virtanen")).to_be_visible()

    aino.page.reload()
    press(aino, "Remove", of="Uma Uusi")
    press(aino, "Remove")
    expect(aino.page.get_by_role("heading", name="Uma Uusi")).to_have_count(0)
    answer = uma.page.reload()
    assert answer is not None
    assert answer.status == 404


@pytest.mark.parametrize("has_script", [True, False])
def test_a_portal_opens_with_its_coordinator_who_invites_a_translator(
    new_visitor: NewVisitor, portal_address: Address, has_script: bool
) -> None:
    """Without script staff are at a desk: Wagtail's menu then covers a phone's screen, and they go by addresses."""
    screen = PHONE if has_script else DESK
    admin = new_visitor("fi", has_script=has_script, **screen)
    page = admin.page
    page.goto(portal_address("kototori", "/fi/sign-in/?next=/admin/portals/new/"))
    page.locator("input[name=login]").fill("admin@example.org")
    page.locator("input[name=password]").fill(DEMO_PASSWORD)
    press(admin, "Sign in")
    page.locator("[name=slug]").fill("porvoo")
    page.locator("[name=name]").fill("Porvoo")
    page.locator("[name=languages]").fill("fi, sv, ar")
    page.locator("[name=municipalities]").select_option("638")
    page.locator("[name=coordinator]").fill("paula@example.org")
    page.get_by_role("button", name=admin.said("Open"), exact=True).click()
    expect_message(admin, "Porvoo")

    paula = new_visitor("fi", has_script=has_script, **screen)
    accept(paula, portal_address, "paula@example.org", "Paula", "Porvoolainen")
    paula.page.goto(portal_address("kototori", "/admin/people/"))
    press(paula, "Invite somebody")
    paula.page.locator("[name=address]").fill("tarja@example.org")
    paula.page.locator("[name=role][value=translator]").check()
    paula.page.get_by_label("arabia").check()
    press(paula, "Send the invitation")
    expect_message(paula, "tarja@example.org")

    tarja = new_visitor("fi", has_script=has_script, **PHONE)
    accept(tarja, portal_address, "tarja@example.org", "Tarja", "Tulkki")
    expect(tarja.page.get_by_role("heading", name="Kototori Porvoo")).to_be_visible()
