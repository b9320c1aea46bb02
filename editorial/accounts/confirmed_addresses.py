"""Every account has its e-mail address as a confirmed row of allauth's, whoever made it.

An account without such a row couldn't sign in by code, and allauth would stop it at "confirm your address". Accounts
are made by people who know the address (an invitation, a confirmed request, ``createsuperuser``), so it counts as
confirmed. A later change of address is confirmed by mail.
"""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db.models.signals import post_save


def confirm_address(user: Any) -> bool:
    """Give an account without address rows its own address, confirmed; return whether a row was made."""
    if not user.email or EmailAddress.objects.filter(user=user).exists():
        return False
    EmailAddress.objects.create(user=user, email=user.email.lower(), verified=True, primary=True)
    return True


def _account_saved(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw:
        confirm_address(instance)


def connect() -> None:
    post_save.connect(_account_saved, sender=get_user_model(), dispatch_uid="editorial_confirm_address")
