"""`EMAIL_URL` names the mail server; another value is a sentence that says what to write, without the password."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection

from kototori.email_url import email_from_url, email_settings


def values(url: str) -> tuple[Any, ...]:
    settings = email_from_url(url)
    return tuple(
        settings[f"EMAIL_{name}"] for name in ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 25, "", "", False, False)),
        ("smtp://127.0.0.1:2525/", ("127.0.0.1", 2525, "", "", False, False)),
        ("smtp://[::1]:2525", ("::1", 2525, "", "", False, False)),
        ("smtp+tls://me:pw@mail.example.org", ("mail.example.org", 587, "me", "pw", True, False)),
        ("smtps://me:pw@mail.example.org", ("mail.example.org", 465, "me", "pw", False, True)),
        ("smtps://a%40b.fi:p%3Aw%2F%25%23@h:1", ("h", 1, "a@b.fi", "p:w/%#", False, True)),
    ],
)
def test_parts_of_the_url(url: str, expected: tuple[Any, ...]) -> None:
    assert values(url) == expected


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mail.example.org", "doesn't begin with"),
        ("http://me:secret@h", "doesn't begin with"),
        ("smtp://", "no mail server"),
        ("smtp://:25", "no mail server"),
        ("smtp://me:secret@h:99999", "port"),
        ("smtp://me:secret@h:0", "port"),
        ("smtp://me:secret@h:x", "port"),
        ("smtp://me:sec@ret@h", "@ is %40"),
        ("smtp://me:secret@h/path", "%2F"),
        ("smtp://me:secret@h?tls=1", "%3F"),
        ("smtp://me:se#cret@h", "%23"),
        ("smtp://me:se%cret@h", "%25"),
        ("smtp://me@h", "without a password"),
        ("smtp://:secret@h", "without a user"),
        ("smtp://me:se cret@h", "space"),
        ("smtp://me:se\ncret@h", "space"),
        ("smtp://[::1", "can't be read"),
    ],
)
def test_wrong_url_says_what_to_write(url: str, says: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        email_from_url(url)
    words = str(refusal.value)
    assert words.startswith("EMAIL_URL ")
    assert says in words
    assert words.endswith("write smtp+tls://user:password@host:587, or smtps://… or smtp://….")
    assert not {"secret", "cret", "sec@"} & {part for part in ("secret", "cret", "sec@") if part in words}


def test_wrong_url_is_found_by_a_check(settings: Any) -> None:
    for name, value in email_settings("smtp://me:secret@h:x").items():
        setattr(settings, name, value)
    (fault,) = [message for message in run_checks() if message.id == "kototori.E002"]
    assert "port" in fault.msg
    assert "secret" not in f"{fault.msg} {fault.hint}"
    with pytest.raises(ImproperlyConfigured, match="port"):
        get_connection().open()


def test_no_url_is_found_before_deployment(settings: Any) -> None:
    for name, value in email_settings("").items():
        setattr(settings, name, value)
    ids = {message.id for message in run_checks()}
    assert not {"kototori.E002", "kototori.E003"} & ids
    (fault,) = [message for message in run_checks(include_deployment_checks=True) if message.id == "kototori.E003"]
    assert "EMAIL_URL is not set" in fault.msg


def test_sender_is_an_address(settings: Any) -> None:
    assert "kototori.E004" not in {message.id for message in run_checks()}
    settings.DEFAULT_FROM_EMAIL = "Kototori"
    assert "kototori.E004" in {message.id for message in run_checks()}


def test_good_url_raises_no_check(settings: Any) -> None:
    for name, value in email_settings("smtp://127.0.0.1:2525").items():
        setattr(settings, name, value)
    ids = {message.id for message in run_checks(include_deployment_checks=True)}
    assert not {"kototori.E002", "kototori.E003", "kototori.E004"} & ids
