"""Taking somebody's account through an open browser, a dead link or a race; and taking it back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client
from django.utils import timezone

from editorial.accounts.make_account import account_of, make_account
from editorial.mails.models import Mail
from tests.accounts.conftest import ESPOO, PASSWORD
from tests.accounts.signing_in import ask_for_code, by_password, codes, is_signed_in, type_code
from tests.mails.received_mails import deliver_all

pytestmark = pytest.mark.django_db

BrowserAt = Callable[..., Client]
ADDRESS = "/fi/desk/account/address/"


def links_to(address: str) -> list[str]:
    """The paths of the links in the mails to an address, the oldest first."""
    found = [
        re.search(rf"http://{ESPOO}(?::\d+)?(/\S+)", message.body) for message in deliver_all() if address in message.to
    ]
    return [match[1] for match in found if match is not None]


def ask_for_address(client: Client, address: str) -> Any:
    return client.post(ADDRESS, {"email": address, "password": PASSWORD})


def confirm_path(user: Any, address: str) -> str:
    row = EmailAddress.objects.create(user=user, email=address)
    return f"/fi/sign-in/address/{EmailConfirmationHMAC(row).key}/"


def test_an_open_browser_does_not_change_the_address(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    by_password(client, anna.email)
    for form in ({}, {"password": ""}, {"password": "wrong"}):
        answer = client.post(ADDRESS, {"email": "thief@example.net", **form})
        assert answer.status_code == 200
        assert answer.context["form"].errors["password"]
        assert "thief@example.net" in answer.text
    assert not Mail.objects.exists()
    wrong = {"email": "thief@example.net", "password": "wrong"}
    assert [client.post(ADDRESS, wrong).status_code for _time in range(3)] == [200, 200, 429]


def test_account_without_password_is_told_at_its_address(open_portals: None, browser_at: BrowserAt) -> None:
    user, _is_new = make_account("uusi@example.org")
    client = browser_at()
    ask_for_code(client, user.email)
    type_code(client, codes()[0])
    assert "current-password" not in client.get(ADDRESS).text
    assert client.post(ADDRESS, {"email": "thief@example.net"}).status_code == 302
    (link,) = links_to("uusi@example.org")[-1:]
    assert browser_at().post(link)["Location"] == "/fi/sign-in/code/"
    assert not is_signed_in(client) or client.get("/fi/desk/").status_code == 302
    assert not EmailAddress.objects.filter(email="thief@example.net").exists()


def test_the_old_address_takes_the_account_back(anna: Any, browser_at: BrowserAt) -> None:
    thief, owner = browser_at("198.51.100.7"), browser_at()
    by_password(thief, anna.email)
    ask_for_address(thief, "thief@example.net")
    (link,) = links_to("anna@example.org")
    thief.post(links_to("thief@example.net")[-1])
    ask_for_address(thief, "thief2@example.net")
    counter_link = links_to("thief@example.net")[-1]
    ask_for_code(thief2 := browser_at("198.51.100.8"), "thief@example.net")
    code = codes()[-1]
    page = owner.get(link)
    assert page.status_code == 200
    assert "anna@example.org" in page.text
    anna.refresh_from_db()
    assert anna.email == "thief@example.net"
    assert owner.post(link)["Location"] == "/fi/sign-in/code/"
    anna.refresh_from_db()
    assert (anna.email, anna.username) == ("anna@example.org", "anna@example.org")
    assert not anna.has_usable_password()
    assert [row.email for row in EmailAddress.objects.filter(user=anna)] == ["anna@example.org"]
    assert thief.get("/fi/desk/").status_code == 302
    type_code(thief2, code)
    assert not is_signed_in(thief2)
    for dead in (link, counter_link):
        assert thief.post(dead).status_code == 410
        assert thief.get(dead).status_code == 410
    ask_for_code(owner, "anna@example.org")
    type_code(owner, codes()[-1])
    assert is_signed_in(owner)


def test_taking_back_works_for_fourteen_days_and_not_over_another_account(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    by_password(client, anna.email)
    ask_for_address(client, "anna@uusi.example")
    (link,) = links_to("anna@example.org")
    client.post(links_to("anna@uusi.example")[0])
    now = timezone.now()
    with time_machine.travel(now + datetime.timedelta(days=13, hours=23)):
        assert browser_at().get(link).status_code == 200
    with time_machine.travel(now + datetime.timedelta(days=14, hours=1)):
        assert browser_at().post(link).status_code == 410
    make_account("anna@example.org")
    assert browser_at().post(link).status_code == 410
    anna.refresh_from_db()
    assert anna.email == "anna@uusi.example"


def test_a_long_address_is_confirmed_as_a_whole(anna: Any, browser_at: BrowserAt) -> None:
    address = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.example"
    assert browser_at().post(confirm_path(anna, address)).status_code == 302
    anna.refresh_from_db()
    assert anna.email == address
    assert len(anna.username) <= 150
    assert anna.username != "anna@example.org"
    assert deliver_all()[-1].to == ["anna@example.org"]


@pytest.mark.django_db(transaction=True)
def test_one_address_never_gets_two_accounts_at_the_same_moment(anna: Any, browser_at: BrowserAt) -> None:
    kim = get_user_model().objects.create_user("kim@example.org", "kim@example.org", PASSWORD)
    paths = [confirm_path(user, "both@example.org") for user in (anna, kim)]

    def confirm(path: str) -> int:
        try:
            return int(browser_at().post(path).status_code) if path else int(make_account("both@example.org")[1])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(confirm, [*paths, "", ""]))
    assert get_user_model().objects.filter(email="both@example.org").count() == 1
    assert EmailAddress.objects.filter(email="both@example.org", verified=True).count() == 1
    assert set(answers[:2]) <= {302, 410}
    assert answers[:2].count(302) + sum(answers[2:]) == 1


def test_dead_links_of_a_closed_account_say_so(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    client.post("/fi/sign-in/password/", {"email": anna.email})
    (link,) = links_to(anna.email)
    form_path = client.get(link, follow=True).request["PATH_INFO"]
    address_link = confirm_path(anna, "anna@uusi.example")
    get_user_model().objects.filter(pk=anna.pk).update(is_active=False)
    assert browser_at().get(link).status_code == 410
    assert client.post(form_path, {"password1": "lukutoukka ja kahvi"}).status_code == 410
    assert browser_at().get("/fi/sign-in/address/x/").status_code == 410
    assert browser_at().post(address_link).status_code == 410
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)
    assert anna.email == "anna@example.org"


def test_letters_that_the_database_takes_for_one_are_two(open_portals: None) -> None:
    user, _is_new = make_account("siltasanat@example.org")
    assert account_of("Siltasanat@Example.org") == user
    assert account_of("s\u0131ltasanat@example.org") is None
    other, is_new = make_account("s\u0131ltasanat@example.org")
    assert is_new
    assert other != user
