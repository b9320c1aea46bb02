"""Making an account for a person whose address is known to be theirs."""

from __future__ import annotations

import secrets
from contextlib import AbstractContextManager
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.users.models import UserProfile

from editorial.mails.queueing import MAIL_LANGUAGES
from regions.locks import names_locked

#: Characters of a user name at most, in Django's table.
_LONGEST_NAME = 150


def account_of(address: str) -> Any | None:
    """Return the account with this e-mail address, whatever its case; None without one.

    Case is Python's: PostgreSQL takes more letters for one (a dotless i for an i). A user name that is an address
    doesn't count where the account has another address by now: the name may be of an address that somebody else has.
    """
    users = get_user_model()._default_manager
    address = address.strip().lower()
    alike = users.filter(Q(email__iexact=address) | Q(username__iexact=address, email="")).order_by("pk")
    return next((user for user in alike if (user.email or user.get_username()).lower() == address), None)


def address_lock(address: str) -> AbstractContextManager[None]:
    """Let one process at a time give this address to an account. Inside a transaction it lasts until its end."""
    return names_locked(f"address:{address.strip().lower()}")


def make_account(address: str, *, first_name: str = "", last_name: str = "", language: str = "") -> tuple[Any, bool]:
    """Return (account of this address, whether it is new). A new one has no password: a code by mail is its way in.

    ``language``: the one of a new account's mails, where mails are written in it.
    To be called only when the person has shown that the address is theirs: it counts as confirmed.
    """
    address = address.strip().lower()
    with address_lock(address):
        existing = account_of(address)
        if existing is not None:
            return existing, False
        user, is_new = get_user_model()._default_manager.get_or_create(
            username=free_user_name(address),
            defaults={"email": address, "first_name": first_name, "last_name": last_name, "password": "!"},
        )
        if is_new and language in MAIL_LANGUAGES:
            choose_language(user, language)
    return user, is_new


def choose_language(user: Any, language: str) -> None:
    """Keep the language in which the person gets mails, and has the admin."""
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save(update_fields=["preferred_language"])


def free_user_name(address: str) -> str:
    """The address itself, unless it is too long or an account keeps it as the name of an earlier address."""
    taken = get_user_model()._default_manager.filter(username__iexact=address).exists()
    if len(address) <= _LONGEST_NAME and not taken:
        return address
    return f"{address[: _LONGEST_NAME - 13]}-{secrets.token_hex(6)}"
