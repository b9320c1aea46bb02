"""Every account has its e-mail address as a confirmed row of allauth's, whoever made it.

An account without such a row couldn't sign in. Accounts are made by people who know the address (an invitation, a
confirmed request, ``createsuperuser``), and an administrator's change of it is believed too, so it counts as confirmed.
A person's own change is confirmed by mail first.
"""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.db.models.signals import post_save

from editorial.accounts.make_account import free_user_name


@transaction.atomic
def confirm_address(user: Any) -> bool:
    """Make the account's own address its one confirmed address; return whether anything was changed.

    Nothing is changed for an account without an address, or with one that another account has confirmed: two accounts
    can't sign in with the same one.
    """
    address = user.email.strip().lower()
    if not address:
        return False
    rows = EmailAddress.objects.filter(user=user)
    if rows.filter(email=address, verified=True, primary=True).exists():
        return False
    if is_anothers(address, user):
        return False
    rows.delete()
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return True


def is_anothers(address: str, user: Any) -> bool:
    """Whether another account has confirmed this address, which is in lower case."""
    return bool(EmailAddress.objects.filter(email=address, verified=True).exclude(user=user).exists())


def without_confirmed_address() -> QuerySet[Any]:
    """Return the accounts that have no confirmed row for their own address: nobody can sign in to them."""
    confirmed = EmailAddress.objects.filter(
        user=OuterRef("pk"), verified=True, primary=True, email=Lower(OuterRef("email"))
    )
    return get_user_model()._default_manager.filter(~Exists(confirmed)).order_by("pk")


def _account_saved(instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """An account was made, or its address was changed otherwise than by its owner."""
    if not raw and (update_fields is None or "email" in update_fields):
        confirm_address(instance)


def _address_changed(user: Any, from_email_address: Any, to_email_address: Any, **kwargs: Any) -> None:
    """Let the user name follow the address, so that whoever gets the old address isn't taken for this person."""
    if from_email_address is not None and user.get_username().lower() == from_email_address.email.lower():
        name = free_user_name(to_email_address.email)
        get_user_model()._default_manager.filter(pk=user.pk).update(username=name)


def connect() -> None:
    post_save.connect(_account_saved, sender=get_user_model(), dispatch_uid="editorial_confirm_address")
    email_changed.connect(_address_changed, dispatch_uid="editorial_user_name_follows")
