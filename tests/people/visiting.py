"""People at a portal's host, and the links that they find in their mails."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.core import mail as outbox
from django.test import Client

from regions.permissions import coordinates
from tests.mails.received_mails import deliver_all

#: Hosts where no staff sign in.
REGIONAL = ("espoo", "vantaa")


def at(portal: str, user: Any = None) -> Client:
    """A browser at a portal's host, signed in as ``user``; for staff at the national one, where they sign in."""
    if portal in REGIONAL and user is not None and coordinates(get_user_model().objects.get(pk=user.pk)):
        portal = "kototori"
    client = Client(headers={"host": f"{portal}.localhost"})
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def new_mails() -> list[Any]:
    """Send what waits; return these messages alone, oldest first."""
    outbox.outbox.clear()
    return deliver_all()


def link_in(message: Any) -> str:
    """The address in a mail's button."""
    return re.search(r"https?://\S+/mail/\S+", str(message.body)).group()  # type: ignore[union-attr]


def path_of(address: str) -> str:
    return urlsplit(address).path


def mailed_path() -> str:
    """Send what waits; return the path of the link in the last mail that has one."""
    return path_of([link_in(message) for message in new_mails() if "/mail/" in str(message.body)][-1])
