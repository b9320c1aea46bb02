"""Making an account for a person whose address is known to be theirs."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q


def account_of(address: str) -> Any | None:
    """Return the account with this e-mail address, whatever its case; None without one."""
    users = get_user_model()._default_manager
    return users.filter(Q(username__iexact=address) | Q(email__iexact=address)).order_by("pk").first()


def make_account(address: str, *, first_name: str = "", last_name: str = "") -> tuple[Any, bool]:
    """Return (account of this address, whether it is new). A new one has no password: a code by mail is its way in.

    To be called only when the person has shown that the address is theirs: it counts as confirmed.
    """
    existing = account_of(address)
    if existing is not None:
        return existing, False
    user, is_new = get_user_model()._default_manager.get_or_create(
        username=address.lower(),
        defaults={"email": address.lower(), "first_name": first_name, "last_name": last_name, "password": "!"},
    )
    return user, is_new
