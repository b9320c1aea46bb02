"""Who an address and a password belong to."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress


def account_of_confirmed(address: str) -> Any | None:
    """Return the active account whose confirmed address this is, whatever its case; None without one.

    An address that waits to be confirmed leads nowhere: it may be somebody else's, mistyped.
    """
    row = EmailAddress.objects.filter(email=address.strip().lower(), verified=True).select_related("user").first()
    return row.user if row is not None and row.user.is_active else None


class ConfirmedAddressBackend(AuthenticationBackend):
    """Signs in by a confirmed address alone. It takes as long for an address that nobody has."""

    def _authenticate_by_email(self, email: str, password: str) -> Any | None:
        user = account_of_confirmed(email)
        return user if self._check_password(user, password) else None
