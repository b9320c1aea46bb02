"""Signing in by password and by code, on which host, and where one goes then."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from editorial.mails.models import Mail, MailStatus
from regions.models import Portal, PortalMembership, PortalRole
from tests.accounts.conftest import NATIONAL
from tests.accounts.signing_in import ask_for_code, by_password, codes, is_signed_in, type_code
from tests.mails.received_mails import deliver_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

BrowserAt = Callable[..., Client]


@pytest.mark.parametrize(
    "login", ["anna@example.org", "Anna@Example.ORG", "  anna@example.org ", "anna@example.org\u00a0"]
)
def test_address_is_read_as_phones_send_it(anna: Any, browser_at: BrowserAt, login: str) -> None:
    client = browser_at()
    answer = by_password(client, login)
    assert (answer.status_code, answer["Location"]) == (302, "/fi/desk/")
    assert is_signed_in(client)


def test_code_by_mail_signs_in_once(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    assert ask_for_code(client, " ANNA@example.org")["Location"] == "/fi/sign-in/code/confirm/"
    message = deliver_all()[0]
    assert message.to == ["anna@example.org"]
    code = next(line for line in message.body.splitlines() if line.replace(" ", "").isdigit())
    assert type_code(client, code)["Location"] == "/fi/desk/"
    assert is_signed_in(client)
    other = browser_at()
    ask_for_code(other, "anna@example.org")
    assert type_code(other, code).status_code == 200
    assert not is_signed_in(other)


def test_a_code_that_comes_late_leaves_time_to_type_it(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask_for_code(client, anna.email)
        clock.shift(datetime.timedelta(minutes=14))
        (message,) = deliver_all()
        clock.shift(datetime.timedelta(minutes=5))
        type_code(client, next(line for line in message.body.splitlines() if line.replace(" ", "").isdigit()))
    assert is_signed_in(client)


def test_a_code_that_would_come_dead_is_not_sent(anna: Any, browser_at: BrowserAt) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask_for_code(browser_at(), anna.email)
        clock.shift(datetime.timedelta(minutes=16))
        assert deliver_all() == []
    assert Mail.objects.get().status == MailStatus.TOO_OLD


def test_two_browsers_with_codes_of_their_own_both_sign_in(anna: Any, browser_at: BrowserAt) -> None:
    first, second = browser_at(), browser_at()
    ask_for_code(first, anna.email)
    ask_for_code(second, anna.email)
    for client, code in zip((first, second), codes(), strict=True):
        type_code(client, code)
        assert is_signed_in(client)


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{1} {2}", "{1}-{2}"])
def test_code_is_typed_in_any_way(anna: Any, browser_at: BrowserAt, typed: str) -> None:
    client = browser_at()
    ask_for_code(client, "anna@example.org")
    code = codes()[0]
    type_code(client, typed.format(code, code[:4], code[4:]))
    assert is_signed_in(client)


def test_code_is_typed_in_arabic_digits(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    ask_for_code(client, "anna@example.org")
    type_code(client, codes()[0].translate({ord(str(digit)): chr(0x660 + digit) for digit in range(10)}))
    assert is_signed_in(client)


def test_the_form_of_the_password_asks_for_a_code_too(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    page = client.get("/fi/sign-in/?next=/fi/desk/account/")
    assert 'formaction="/fi/sign-in/code/"' in page.text
    answer = client.post(
        "/fi/sign-in/code/", {"login": "anna@example.org", "password": "", "next": "/fi/desk/account/"}
    )
    assert answer["Location"] == "/fi/sign-in/code/confirm/?next=%2Ffi%2Fdesk%2Faccount%2F"
    assert type_code(client, codes()[0], next="/fi/desk/account/")["Location"] == "/fi/desk/account/"


def test_who_has_asked_for_a_code_may_take_the_password_or_another_code(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    ask_for_code(client, "anna@example.org")
    assert client.get("/fi/sign-in/").status_code == 200
    ask_for_code(client, "anna@example.org")
    type_code(client, codes()[-1])
    assert is_signed_in(client)


@pytest.mark.parametrize("way", ["password", "code"])
def test_staff_sign_in_on_the_national_host_only(coordinator: Any, browser_at: BrowserAt, way: str) -> None:
    client = browser_at()
    if way == "password":
        answer = by_password(client, coordinator.email)
    else:
        ask_for_code(client, coordinator.email)
        answer = type_code(client, codes()[0])
    assert answer.status_code == 403
    assert 'href="http://kototori.localhost' in answer.text
    assert "/fi/sign-in/" in answer.text
    assert not is_signed_in(client)
    assert not client.session.keys()
    national = browser_at(host=NATIONAL)
    assert by_password(national, coordinator.email)["Location"] == "/admin/"


@pytest.mark.parametrize(
    "path", ["desk/", "desk/account/", "desk/account/address/", "desk/account/password/", "sign-in/"]
)
def test_who_becomes_staff_loses_the_session_on_a_regional_host(anna: Any, browser_at: BrowserAt, path: str) -> None:
    client = browser_at()
    by_password(client, anna.email)
    portal = Portal.objects.get(slug="espoo")
    membership = PortalMembership.objects.create(user=anna, portal=portal, role=PortalRole.COORDINATOR)
    answer = client.get(f"/fi/{path}")
    assert answer.status_code == 403
    assert 'href="http://kototori.localhost' in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert not is_signed_in(client)
    membership.delete()
    by_password(client, anna.email)
    assert client.get("/fi/desk/").status_code == 200


@pytest.mark.parametrize(("kind", "offers_code"), [("code", True), ("password", False)])
def test_only_too_many_codes_lead_to_typing_one(anna: Any, browser_at: BrowserAt, kind: str, offers_code: bool) -> None:
    client = browser_at()
    for _time in range(4):
        answer = client.post(f"/fi/sign-in/{kind}/", {"email": anna.email})
    assert answer.status_code == 429
    assert ("/fi/sign-in/code/confirm/" in answer.text) == offers_code


def test_languages_keep_where_one_goes_after_signing_in(browser_at: BrowserAt) -> None:
    page = browser_at().get("/fi/sign-in/?next=/fi/desk/account/").text
    assert 'href="/sv/sign-in/?next=%2Ffi%2Fdesk%2Faccount%2F"' in page


def test_wrong_password_of_staff_tells_nothing(coordinator: Any, browser_at: BrowserAt) -> None:
    assert by_password(browser_at(), coordinator.email, "wrong").status_code == 200


@pytest.mark.parametrize(
    ("target", "goes_to"),
    [
        ("/fi/desk/account/", "/fi/desk/account/"),
        ("/fi/desk/?a=b", "/fi/desk/?a=b"),
        ("https://evil.example/", "/fi/desk/"),
        ("//evil.example/", "/fi/desk/"),
        ("http://kototori.localhost/admin/", "/fi/desk/"),
        ("http:///evil.example", "/fi/desk/"),
        ("/\\evil.example", "/fi/desk/"),
        ("javascript:alert(1)//", "/fi/desk/"),
        ("\x00/", "/fi/desk/"),
        ("desk", "/fi/desk/"),
        ("http://espoo.localhost/fi/desk/", "http://espoo.localhost/fi/desk/"),
    ],
)
def test_after_signing_in_one_stays_on_this_host(anna: Any, browser_at: BrowserAt, target: str, goes_to: str) -> None:
    assert by_password(browser_at(), anna.email, next=target)["Location"] == goes_to
    client = browser_at()
    client.force_login(anna)
    assert client.get("/fi/sign-in/", {"next": target})["Location"] == goes_to
    client = browser_at()
    assert client.post("/fi/sign-out/", {"next": target})["Location"] == (
        goes_to if goes_to == target else "/fi/sign-in/"
    )


def test_nobody_signs_up(open_portals: None, browser_at: BrowserAt) -> None:
    for path in ("sign-up/", "signup/", "sign-in/signup/", "sign-in/reauthenticate/", "email/"):
        assert browser_at().get(f"/fi/{path}").status_code == 404


def test_signing_out_asks_first(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    by_password(client, anna.email)
    page = client.get("/fi/sign-out/", {"next": "/fi/join/"})
    assert page.status_code == 200
    assert '<input type="hidden" name="next" value="/fi/join/">' in page.text
    assert is_signed_in(client)
    assert client.post("/fi/sign-out/")["Location"] == "/fi/sign-in/"
    assert not is_signed_in(client)


@pytest.mark.parametrize("path", ["/fi/sign-out/", "/admin/logout/"])
def test_the_next_person_reads_no_message_of_who_has_signed_out(
    coordinator: Any, browser_at: BrowserAt, path: str
) -> None:
    client = browser_at(host=NATIONAL)
    by_password(client, coordinator.email)
    client.post("/fi/desk/account/", {"first_name": "Eeva", "last_name": "Eno", "language": "fi"})
    assert "messages" in client.cookies
    client.post(path)
    assert not is_signed_in(client)
    page = client.get("/fi/sign-in/").text
    assert "Tilisi on tallennettu." not in page


def test_session_has_a_new_key_after_signing_in(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    ask_for_code(client, anna.email)
    before = client.session.session_key
    type_code(client, codes()[0])
    assert client.session.session_key not in (None, before)


def test_closed_account_is_out_at_the_next_request(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    by_password(client, anna.email)
    assert client.get("/fi/desk/").status_code == 200
    get_user_model().objects.update(is_active=False)
    assert client.get("/fi/desk/").status_code == 302


def test_cookie_is_kept_from_scripts_and_other_sites(anna: Any, browser_at: BrowserAt) -> None:
    cookie = by_password(browser_at(), anna.email).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert 0 < int(cookie["max-age"]) <= 14 * 24 * 60 * 60


def test_pages_are_never_kept(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    for path in ("sign-in/", "sign-in/code/", "sign-in/password/"):
        assert "no-store" in client.get(f"/fi/{path}")["Cache-Control"]
    by_password(client, anna.email)
    for path in ("desk/", "desk/account/", "desk/account/address/", "toiminta/"):
        answer = client.get(f"/fi/{path}")
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert "ETag" not in answer


@pytest.mark.parametrize("path", ["/fi/", "/fi/toiminta/", "/ar/"])
def test_public_pages_are_the_same_for_everybody(anna: Any, browser_at: BrowserAt, path: str) -> None:
    client = browser_at()
    by_password(client, anna.email)
    anonymous, own = browser_at().get(path), client.get(path)
    assert anonymous.content == own.content
    assert not anonymous.cookies
    assert not own.cookies
    assert f'href="{path[:4]}sign-in/"' in anonymous.text


def test_people_who_write_and_translate_come_to_the_desk_on_every_host(anna: Any, browser_at: BrowserAt) -> None:
    assert by_password(browser_at(host=NATIONAL), anna.email)["Location"] == "/fi/desk/"
    espoo = Portal.objects.get(slug="espoo")
    PortalMembership.objects.create(user=anna, portal=espoo, role=PortalRole.TRANSLATOR, languages=["ar"])
    for client in (browser_at(host=NATIONAL), browser_at()):
        assert by_password(client, anna.email)["Location"] == "/fi/desk/"
