"""Guessing, finding out who exists, locking others out, flooding a mailbox: what an attacker gets."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from editorial.accounts import sign_in_limits
from editorial.form_guard import attempt_limits
from editorial.mails.models import Mail
from tests.accounts.conftest import ESPOO, PASSWORD
from tests.accounts.signing_in import ask_for_code, by_password, codes, is_signed_in, type_code

pytestmark = pytest.mark.django_db

BrowserAt = Callable[..., Client]
OWNER, ATTACKER = "192.0.2.1", "198.51.100.7"


def fail(client: Client, login: str, times: int) -> Any:
    for _attempt in range(times):
        answer = by_password(client, login, "wrong")
    return answer


def test_guessing_a_password_ends_in_a_pause_that_says_how_long(
    anna: Any, browser_at: BrowserAt, caplog: pytest.LogCaptureFixture
) -> None:
    attacker = browser_at(ATTACKER)
    assert fail(attacker, anna.email, 5).status_code == 200
    with caplog.at_level(logging.WARNING):
        answer = by_password(attacker, anna.email)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 600
    assert "10" in answer.text
    assert 'href="/fi/sign-in/code/"' in answer.text
    assert not is_signed_in(attacker)
    line = next(record.getMessage() for record in caplog.records if record.name.startswith("editorial.accounts"))
    assert ATTACKER in line
    assert "anna" not in line
    assert PASSWORD not in line


def test_the_owner_signs_in_elsewhere_during_an_attack(anna: Any, browser_at: BrowserAt) -> None:
    fail(browser_at(ATTACKER), anna.email, 30)
    owner = browser_at(OWNER)
    by_password(owner, anna.email)
    assert is_signed_in(owner)


def test_an_attack_from_many_addresses_slows_passwords_and_leaves_the_code(anna: Any, browser_at: BrowserAt) -> None:
    for number in range(25):
        fail(browser_at(f"198.51.100.{number}"), anna.email, 5)
    owner = browser_at(OWNER)
    assert by_password(owner, anna.email, "mistyped").status_code == 200
    assert by_password(owner, anna.email).status_code == 429
    ask_for_code(owner, anna.email)
    type_code(owner, codes()[-1])
    assert is_signed_in(owner)


def test_who_is_right_is_not_counted(anna: Any, browser_at: BrowserAt) -> None:
    for _time in range(12):
        client = browser_at(OWNER)
        by_password(client, anna.email)
        assert is_signed_in(client)


def test_code_by_mail_is_a_way_in_for_who_mistyped_the_password(anna: Any, browser_at: BrowserAt) -> None:
    owner = browser_at(OWNER)
    assert fail(owner, anna.email, 6).status_code == 429
    ask_for_code(owner, anna.email)
    type_code(owner, codes()[0])
    assert is_signed_in(owner)
    again = browser_at(OWNER)
    by_password(again, anna.email)
    assert is_signed_in(again)


def test_one_client_cannot_try_many_accounts(open_portals: None, browser_at: BrowserAt) -> None:
    attacker = browser_at(ATTACKER)
    answers = [by_password(attacker, f"person{number}@example.org", "Kesä2026").status_code for number in range(31)]
    assert answers == [200] * 30 + [429]


def test_a_forged_header_buys_nothing(anna: Any, browser_at: BrowserAt, settings: Any) -> None:
    def attempt(forged: str, proxies: int) -> int:
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        header = forged if proxies == 0 else f"{forged}, {ATTACKER}"
        client = Client(REMOTE_ADDR="10.0.0.1", headers={"host": ESPOO, "x-forwarded-for": header})
        return int(by_password(client, anna.email, "wrong").status_code)

    assert [attempt(f"203.0.113.{number}", 1) for number in range(6)] == [200] * 5 + [429]
    assert [attempt(f"203.0.113.{number}", 0) for number in range(6)] == [200] * 5 + [429]


@pytest.mark.parametrize("header", ["", "nonsense", "1.2.3.4", "1.2.3.4, nonsense", ",,,", "[::1]:80, 2001:db8::1"])
def test_an_odd_header_is_no_error(anna: Any, settings: Any, header: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    client = Client(headers={"host": ESPOO, "x-forwarded-for": header})
    assert by_password(client, anna.email).status_code == 302


def test_a_network_of_ipv6_is_one_client(anna: Any, browser_at: BrowserAt) -> None:
    answers = [by_password(browser_at(f"2001:db8::{n}"), anna.email, "wrong").status_code for n in range(1, 7)]
    assert answers == [200] * 5 + [429]


def test_guessing_a_code_ends(anna: Any, browser_at: BrowserAt) -> None:
    attacker = browser_at(ATTACKER)
    ask_for_code(attacker, anna.email)
    answers = [type_code(attacker, f"{number:08}").status_code for number in range(7)]
    assert answers == [200] * 4 + [302] * 3
    type_code(attacker, codes()[-1])
    assert not is_signed_in(attacker)
    owner = browser_at(ATTACKER)
    ask_for_code(owner, anna.email)
    type_code(owner, codes()[-1])
    assert is_signed_in(owner)


def test_asking_for_codes_floods_no_mailbox_and_stops_nobody(anna: Any, browser_at: BrowserAt) -> None:
    attacker = browser_at(ATTACKER)
    answers = [ask_for_code(attacker, anna.email).status_code for _time in range(5)]
    assert answers == [302, 302, 302, 429, 429]
    assert len(codes()) == 3
    owner = browser_at(OWNER)
    ask_for_code(owner, anna.email)
    type_code(owner, codes()[-1])
    assert is_signed_in(owner)


def test_a_flood_from_many_addresses_ends_and_the_newest_code_is_the_owners_too(
    anna: Any, browser_at: BrowserAt
) -> None:
    for number in range(60):
        ask_for_code(browser_at(f"198.51.100.{number}"), anna.email)
    assert len(codes()) == 21
    owner = browser_at(OWNER)
    ask_for_code(owner, anna.email)
    assert len(codes()) == 21
    type_code(owner, codes()[-1])
    assert is_signed_in(owner)


def test_a_code_that_two_browsers_wait_for_signs_in_one_of_them(anna: Any, browser_at: BrowserAt) -> None:
    browsers = [browser_at(f"198.51.100.{number}") for number in range(60)]
    for browser in browsers:
        ask_for_code(browser, anna.email)
    first, second = browsers[-2:]
    type_code(first, codes()[-1])
    assert is_signed_in(first)
    assert type_code(second, codes()[-1]).status_code == 200
    assert not is_signed_in(second)


def test_resets_flood_no_mailbox(anna: Any, browser_at: BrowserAt) -> None:
    attacker = browser_at(ATTACKER)
    answers = [attacker.post("/fi/sign-in/password/", {"email": anna.email}).status_code for _time in range(4)]
    assert answers == [302, 302, 302, 429]
    owner = browser_at(OWNER)
    assert owner.post("/fi/sign-in/password/", {"email": anna.email}).status_code == 302
    assert Mail.objects.filter(kind="password-reset").count() == 4


@pytest.fixture
def closed(open_portals: None) -> Any:
    return get_user_model().objects.create_user("kim@example.org", "kim@example.org", PASSWORD, is_active=False)


ASKING: dict[str, tuple[str, Callable[[str], dict[str, str]]]] = {
    "password": ("/fi/sign-in/", lambda address: {"login": address, "password": "wrong"}),
    "code": ("/fi/sign-in/code/", lambda address: {"email": address}),
    "reset": ("/fi/sign-in/password/", lambda address: {"email": address}),
}


@pytest.mark.parametrize("what", ASKING)
def test_nothing_tells_who_has_an_account(
    anna: Any, closed: Any, browser_at: BrowserAt, what: str, django_capture_on_commit_callbacks: Any
) -> None:
    path, form = ASKING[what]
    answers, statements = [], []
    for number, address in enumerate((anna.email, "nobody@example.org", closed.email)):
        client = browser_at(f"192.0.2.{number + 10}")
        with CaptureQueriesContext(connection) as queries, django_capture_on_commit_callbacks(execute=True):
            answer = client.post(path, form(address))
        statements.append(len(queries))
        location = answer.get("Location", "")
        following = client.get(location).text if location else ""
        answers.append((answer.status_code, location, _without(answer.text, address), _without(following, address)))
    assert answers[0] == answers[1] == answers[2]
    assert statements[1] == statements[2]
    assert abs(statements[0] - statements[1]) <= 3, statements
    assert not Mail.objects.exclude(person=anna).exists()


def _without(text: str, address: str) -> str:
    """A page without the address and without what is random in it."""
    import re

    text = text.replace(address, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_closed_account_with_the_right_password_gets_the_answer_of_a_wrong_one(
    closed: Any, anna: Any, browser_at: BrowserAt
) -> None:
    right = by_password(browser_at("192.0.2.5"), closed.email)
    wrong = by_password(browser_at("192.0.2.6"), anna.email, "wrong")
    assert right.status_code == wrong.status_code == 200
    assert _without(right.text, closed.email) == _without(wrong.text, anna.email)


def test_the_mail_about_nobody_is_not_sent_and_leaves_nothing(open_portals: None, browser_at: BrowserAt) -> None:
    ask_for_code(browser_at(), "nobody@example.org")
    browser_at().post("/fi/sign-in/password/", {"email": "nobody@example.org"})
    assert not Mail.objects.exists()
    client = browser_at()
    ask_for_code(client, "nobody@example.org")
    assert type_code(client, "").status_code == 200
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"login": "x" * 5000 + "@example.org", "password": "x"},
        {"login": "anna@example.org", "password": "x" * 100_000},
        {"login": "anna@example.org\x00", "password": "\x00"},
        {"login": ["a@b.fi", "c@d.fi"], "password": ["1", "2"]},
        {"login": "' OR 1=1 --", "password": "x"},
        {"login": "anna@example.org", "password": "x", "remember": "on", "email": "y"},
    ],
)
def test_odd_forms_get_a_clear_answer(anna: Any, browser_at: BrowserAt, form: dict[str, Any]) -> None:
    for path in ("/fi/sign-in/", "/fi/sign-in/code/", "/fi/sign-in/password/", "/fi/sign-in/code/confirm/"):
        assert browser_at().post(path, form).status_code in (200, 302, 400)


def test_forms_need_their_key(anna: Any) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": ESPOO})
    for path in ("sign-in/", "sign-in/code/", "sign-in/password/", "sign-out/"):
        assert strict.post(f"/fi/{path}", {"login": anna.email, "email": anna.email}).status_code == 403


@pytest.mark.parametrize("key", ["x", "1-x", "1-cabcde-0123456789abcdef0123456789abcdef", "zzzzzzzzzzzzz-1-1"])
def test_forged_links_do_nothing(open_portals: None, browser_at: BrowserAt, key: str) -> None:
    assert browser_at().get(f"/fi/sign-in/password/{key}/").status_code in (404, 410)
    assert browser_at().post(f"/fi/sign-in/address/{key}/").status_code == 410


def test_the_network_of_an_attacker_keeps_the_code_as_a_way_in(anna: Any, browser_at: BrowserAt) -> None:
    attacker = browser_at(ATTACKER)
    fail(attacker, anna.email, 6)
    for number in range(10):
        ask_for_code(browser_at(ATTACKER), f"person{number}@example.org")
        stranger = browser_at(ATTACKER)
        ask_for_code(stranger, f"stranger{number}@example.org")
        for _try in range(5):
            type_code(stranger, "00000000")
    ask_for_code(attacker, anna.email)
    for _try in range(5):
        type_code(attacker, "00000000")
    owner = browser_at(ATTACKER)
    ask_for_code(owner, anna.email)
    type_code(owner, codes()[-1])
    assert is_signed_in(owner)


def test_the_newest_mail_has_a_good_code_whoever_asked_for_it(anna: Any, browser_at: BrowserAt) -> None:
    owner = browser_at(OWNER)
    ask_for_code(owner, anna.email)
    ask_for_code(browser_at(ATTACKER), anna.email)
    type_code(owner, codes()[-1])
    assert is_signed_in(owner)
    again = browser_at(OWNER)
    ask_for_code(again, anna.email)
    assert type_code(again, codes()[1]).status_code == 200
    assert not is_signed_in(again)


def test_many_wrong_codes_leave_the_own_and_the_newest(anna: Any, browser_at: BrowserAt) -> None:
    owner = browser_at(OWNER)
    ask_for_code(owner, anna.email)
    for _code in range(2):
        ask_for_code(browser_at(ATTACKER), anna.email)
    for _try in range(100):
        attempt_limits.note(sign_in_limits._ATTACK[sign_in_limits.CODE], anna.email)
    assert type_code(owner, codes()[1]).status_code == 200
    assert type_code(owner, codes()[2]).status_code == 302
    assert not is_signed_in(owner)
    ask_for_code(owner, anna.email)
    type_code(owner, codes()[-1])
    assert is_signed_in(owner)


@pytest.mark.django_db(transaction=True)
def test_a_code_signs_in_once_at_the_same_moment(anna: Any, browser_at: BrowserAt) -> None:
    browsers = [browser_at(f"198.51.100.{number}") for number in range(8)]
    for browser in browsers:
        ask_for_code(browser, anna.email)
    code = codes()[-1]

    def sign_in(browser: Client) -> None:
        try:
            type_code(browser, code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(sign_in, browsers))
    assert sum(is_signed_in(browser) for browser in browsers) == 1


@pytest.mark.django_db(transaction=True)
def test_counting_holds_at_the_same_moment(anna: Any) -> None:
    """Twelve guesses at once: five are answered, whatever the processes do meanwhile."""

    def guess(_number: int) -> int:
        try:
            client = Client(REMOTE_ADDR=ATTACKER, headers={"host": ESPOO})
            return int(by_password(client, "anna@example.org", "wrong").status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        answers = sorted(pool.map(guess, range(12)))
    assert answers == [200] * 5 + [429] * 7
