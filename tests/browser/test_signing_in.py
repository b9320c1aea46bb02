"""Signing in on a phone, with and without script: by password, by code, with a forgotten password, a new address.

axe finds nothing on any of these pages.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from kototori.demo.accounts import DEMO_PASSWORD
from kototori.management.commands.worker import run_one_task
from tests.accounts.signing_in import code_in
from tests.browser.page_faults import page_faults
from tests.browser.visitor import Address, NewVisitor, Visitor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("idle_worker")]

PHONE = {"width": 390, "height": 844}
COUNSELLOR, COORDINATOR = "neuvoja@example.org", "espoo@example.org"
NEW_PASSWORD = "lukutoukka ja kahvi"


def newest_mail() -> Any:
    """What has arrived last, once the worker has done what waits."""
    while run_one_task():
        pass
    return mail.outbox[-1]


def link_in(message: Any, address: Address) -> str:
    """The link of a mail, at the port of the live server."""
    found = re.search(r"http://\S+", message.body)
    assert found is not None, message.body
    return address("espoo", urlsplit(found[0]).path)


def press(person: Visitor, words: str) -> None:
    person.page.locator("main").get_by_role("button", name=person.said(words), exact=True).last.click()


def expect_desk(person: Visitor) -> None:
    """She is greeted by her name."""
    expect(person.page.get_by_role("heading", name="Noora", level=1)).to_be_visible()


@pytest.mark.parametrize("has_script", [True, False])
def test_counsellor_signs_in_by_password_and_out(
    new_visitor: NewVisitor, portal_address: Address, has_script: bool
) -> None:
    person = new_visitor("fi", has_script=has_script, **PHONE)
    person.page.goto(portal_address("espoo", "/fi/"))
    person.page.locator("footer").get_by_role("link", name=person.said("Sign in")).click()
    person.page.get_by_label(person.said("E-mail"), exact=True).fill("Neuvoja@example.org")
    person.page.get_by_label(person.said("Password"), exact=True).fill("arvaus")
    press(person, "Sign in")
    expect(person.page.get_by_role("alert")).to_be_visible()
    expect(person.page.get_by_label(person.said("E-mail"), exact=True)).to_have_value("Neuvoja@example.org")
    person.page.get_by_label(person.said("Password"), exact=True).fill(DEMO_PASSWORD)
    press(person, "Sign in")
    expect_desk(person)
    press(person, "Sign out")
    expect(person.page.get_by_text(person.said("You have signed out."))).to_be_visible()
    person.page.goto(portal_address("espoo", "/fi/desk/"))
    expect(person.page).to_have_url(re.compile("/fi/sign-in/"))


@pytest.mark.parametrize(("language", "has_script"), [("fi", True), ("ar", False)])
def test_who_has_no_password_at_hand_takes_a_code(
    new_visitor: NewVisitor, portal_address: Address, language: str, has_script: bool
) -> None:
    person = new_visitor(language, has_script=has_script, **PHONE)
    person.page.goto(portal_address("espoo", f"/{language}/desk/"))
    person.page.get_by_label(person.said("E-mail"), exact=True).fill(COUNSELLOR)
    press(person, "Send me a code by mail")
    person.page.get_by_label(person.said("Code"), exact=True).fill("1234")
    press(person, "Sign in")
    expect(person.page.get_by_role("alert")).to_be_visible()
    person.page.get_by_label(person.said("Code"), exact=True).fill(code_in(newest_mail()))
    press(person, "Sign in")
    expect_desk(person)
    expect(person.page).to_have_url(portal_address("espoo", f"/{language}/desk/"))


def test_forgotten_password_is_chosen_anew(new_visitor: NewVisitor, portal_address: Address) -> None:
    person = new_visitor("fi", has_script=False, **PHONE)
    person.page.goto(portal_address("espoo", "/fi/sign-in/"))
    person.page.get_by_role("link", name=person.said("I have forgotten my password")).click()
    person.page.get_by_label(person.said("E-mail"), exact=True).fill(COUNSELLOR)
    press(person, "Send me the link")
    person.page.goto(link_in(newest_mail(), portal_address))
    person.page.get_by_label(person.said("New password"), exact=True).fill(NEW_PASSWORD)
    press(person, "Save the password")
    person.page.locator("main").get_by_role("link", name=person.said("Sign in")).click()
    person.page.get_by_label(person.said("E-mail"), exact=True).fill(COUNSELLOR)
    person.page.get_by_label(person.said("Password"), exact=True).fill(NEW_PASSWORD)
    press(person, "Sign in")
    expect_desk(person)


def test_another_address_is_confirmed_by_mail(new_visitor: NewVisitor, portal_address: Address) -> None:
    person = new_visitor("fi", has_script=True, **PHONE)
    sign_in(person.page, portal_address("espoo", "/fi/sign-in/"), COUNSELLOR)
    person.page.get_by_role("link", name=person.said("Your account"), exact=True).click()
    person.page.get_by_role("link", name=person.said("Change the address"), exact=True).click()
    person.page.get_by_label(person.said("New e-mail address"), exact=True).fill("noora@example.net")
    person.page.get_by_label(person.said("Password now"), exact=True).fill(DEMO_PASSWORD)
    press(person, "Send me the link")
    message = newest_mail()
    assert message.to == ["noora@example.net"]
    person.page.goto(link_in(message, portal_address))
    press(person, "Confirm the address")
    expect(person.page.get_by_text(person.said("Your new address is confirmed."))).to_be_visible()
    assert newest_mail().to == [COUNSELLOR]
    assert EmailAddress.objects.filter(email="noora@example.net", verified=True, primary=True).exists()
    assert mail.outbox[0].to == [COUNSELLOR]
    owner = new_visitor("fi", has_script=False, **PHONE)
    owner.page.goto(link_in(mail.outbox[0], portal_address))
    press(owner, "Take your address back")
    said = owner.said("The address is yours again. Sign in with a code by mail.")
    expect(owner.page.get_by_text(said)).to_be_visible()
    person.page.goto(portal_address("espoo", "/fi/desk/"))
    expect(person.page.get_by_role("heading", name=person.said("Sign in"), level=1)).to_be_visible()
    assert EmailAddress.objects.get(user__email=COUNSELLOR).verified


def test_coordinator_is_led_to_the_national_portal(new_visitor: NewVisitor, portal_address: Address) -> None:
    person = new_visitor("fi", has_script=True, **PHONE)
    sign_in(person.page, portal_address("espoo", "/fi/sign-in/"), COORDINATOR)
    person.page.get_by_role("link", name=person.said("Sign in on the national portal")).click()
    expect(person.page).to_have_url(portal_address("kototori", "/fi/sign-in/"))
    sign_in(person.page, person.page.url, COORDINATOR)
    expect(person.page).to_have_url(portal_address("kototori", "/admin/"))


def sign_in(page: BrowserPage, address: str, account: str, password: str = DEMO_PASSWORD) -> None:
    page.goto(address)
    page.locator("#id_login").fill(account)
    page.locator("#id_password").fill(password)
    page.locator(".way-in").first.get_by_role("button").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_axe_finds_nothing(new_visitor: NewVisitor, portal_address: Address, language: str) -> None:
    def address(path: str) -> str:
        return portal_address("espoo", f"/{language}/{path}")

    page = new_visitor(language, has_script=True, **PHONE).page
    for path in ("sign-in/", "sign-in/code/", "sign-in/password/", "sign-in/password/sent/", "sign-in/password/1-x/"):
        page.goto(address(path))
        assert_fine(page)
    page.goto(address("sign-in/address/x/"))
    assert_fine(page)
    page.goto(address("sign-in/"))
    page.locator("#id_login").fill(COUNSELLOR)
    page.locator(".way-in").last.get_by_role("button").click()
    assert_fine(page)
    page.locator("#id_code").fill("1")
    page.locator("main form").first.get_by_role("button").click()
    assert_fine(page)
    sign_in(page, address("sign-in/"), COORDINATOR)
    assert_fine(page)
    for _attempt in range(6):
        sign_in(page, address("sign-in/"), "nobody@example.org")
    assert_fine(page)
    sign_in(page, address("sign-in/"), COUNSELLOR)
    for path in ("", "address/", "password/", "../../sign-out/", "../../sign-in/address/sent/"):
        page.goto(address(f"desk/account/{path}"))
        assert_fine(page)


def assert_fine(page: BrowserPage) -> None:
    """Nothing is wrong, narrow and wide, light and dark."""
    assert page_faults(page) == []
