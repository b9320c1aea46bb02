"""Django's settings for sending mail from `EMAIL_URL`."""

import re
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

#: Kinds of connection: the usual port, and Django's setting that encrypts.
_SCHEMES = {
    "smtp": (25, None),
    "smtp+tls": (587, "EMAIL_USE_TLS"),
    "smtps": (465, "EMAIL_USE_SSL"),
}
_FORM = "write smtp+tls://user:password@host:587, or smtps://… or smtp://…"
#: Seconds that a mail server may take to answer.
_TIMEOUT = 30
_BAD_ESCAPE = re.compile("%(?![0-9a-fA-F]{2})")


def email_from_url(url: str) -> dict[str, Any]:
    """Return the settings for a URL such as `smtp+tls://user:password@host:587`.

    `smtp://` is unencrypted (port 25 unless said), `smtp+tls://` begins encryption with STARTTLS (587), `smtps://` is
    encrypted from the start (465). Name and password are percent-encoded: `@` is `%40`, `/` is `%2F`.

    Raises `ImproperlyConfigured` with a sentence that says what to write. It never repeats the URL, because it may hold
    a password.
    """
    if any(character.isspace() or not character.isprintable() for character in url):
        raise _wrong("has a space or a line break in it")
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in _SCHEMES:
        raise _wrong("doesn't begin with smtp://, smtp+tls:// or smtps://")
    parts = _split(url)
    user, password = _credentials(parts)
    if not parts.hostname:
        raise _wrong("names no mail server")
    if parts.path not in ("", "/") or parts.query or parts.fragment or "@" in rest.rpartition("@")[0]:
        raise _wrong(
            "has something that doesn't belong there: in a password, @ is %40, / is %2F, ? is %3F and # is %23"
        )
    port, encryption = _SCHEMES[scheme]
    settings: dict[str, Any] = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": _port(parts) or port,
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_TLS": False,
        "EMAIL_USE_SSL": False,
        "EMAIL_TIMEOUT": _TIMEOUT,
    }
    if encryption:
        settings[encryption] = True
    return settings


def email_settings(url: str) -> dict[str, Any]:
    """Return the settings for `EMAIL_URL`, also for an empty and a malformed one.

    Then mails wait, and `KOTOTORI_EMAIL_FAULT` says what to write, for the system checks.
    """
    try:
        if url:
            return email_from_url(url)
        fault = f"EMAIL_URL is not set, so no mail is sent: {_FORM}."
    except ImproperlyConfigured as error:
        fault = str(error)
    return {
        "EMAIL_BACKEND": "kototori.no_email.NoEmailBackend",
        "KOTOTORI_EMAIL_FAULT": fault,
        "KOTOTORI_EMAIL_IS_MISSING": not url,
    }


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise _wrong("can't be read") from None


def _port(parts: SplitResult) -> int | None:
    """The port that is said; None without one."""
    try:
        port = parts.port
    except ValueError:
        raise _wrong("has a port that isn't a number up to 65535") from None
    if port == 0:
        raise _wrong("has a port that isn't a number up to 65535")
    return port


def _credentials(parts: SplitResult) -> tuple[str, str]:
    if bool(parts.username) != bool(parts.password):
        raise _wrong("has a user without a password, or a password without a user")
    if _BAD_ESCAPE.search(f"{parts.username or ''}{parts.password or ''}"):
        raise _wrong("has a % that begins no percent-encoded character: the sign itself is %25")
    return unquote(parts.username or ""), unquote(parts.password or "")


def _wrong(what: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"EMAIL_URL {what}: {_FORM}.")
