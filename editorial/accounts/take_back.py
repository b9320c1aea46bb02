"""Taking an account back whose address somebody else wants to change, or has changed."""

from __future__ import annotations

import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from editorial.accounts.account_mails import ADDRESS_ASKED
from editorial.accounts.confirmed_addresses import is_anothers
from editorial.accounts.make_account import account_of, address_lock, free_user_name
from editorial.mails.models import Mail

#: How long the link in the mail to the old address works.
LINK_LASTS = datetime.timedelta(days=14)


def notice_of(key: str) -> Mail | None:
    """Return the mail to the old address that has this key, while its link works; else None."""
    return _open_notices().filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None


@transaction.atomic
def take_back(notice: Mail) -> bool:
    """Give the account the address to which the notice went; return whether it could be done.

    The waiting or new address goes, and so do the password, all sessions, and the links of this and later notices: a
    later one may have gone to the address of whoever took the account.
    """
    with address_lock(notice.address):
        is_open = _open_notices().select_for_update().filter(pk=notice.pk).first() is not None
        users = get_user_model()._default_manager.select_for_update()
        user = users.filter(pk=notice.facts.get("account"), is_active=True).first()
        if not is_open or user is None or _is_of_another(notice.address, user):
            return False
        EmailAddress.objects.filter(user=user).delete()
        if user.email.lower() != notice.address:
            if user.get_username().lower() == user.email.lower():
                user.username = free_user_name(notice.address)
            user.email = notice.address
        user.set_unusable_password()
        user.save(update_fields=["email", "username", "password"])
        later = Mail.objects.filter(kind=ADDRESS_ASKED, facts__account=user.pk, created_at__gte=notice.created_at)
        later.update(facts={"account": user.pk, "is_used": True})
    return True


def _open_notices() -> QuerySet[Mail]:
    recent = Mail.objects.filter(kind=ADDRESS_ASKED, created_at__gt=timezone.now() - LINK_LASTS)
    return recent.filter(facts__is_used=False)


def _is_of_another(address: str, user: Any) -> bool:
    owner = account_of(address)
    return (owner is not None and owner.pk != user.pk) or is_anothers(address, user)
