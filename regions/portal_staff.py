"""Who runs a portal, as those who get its mails."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q

from regions.models import Portal, PortalMembership, PortalRole


def coordinators_of(portal: Portal) -> Any:
    """Return the accounts that coordinate the portal now, with their profiles."""
    members = PortalMembership.objects.effective().filter(portal=portal, role=PortalRole.COORDINATOR)
    return _accounts().filter(pk__in=members.values("user"))


def national_administrators() -> Any:
    """Return the accounts of the role, and the superusers that the command line has made, with their profiles."""
    members = PortalMembership.objects.effective().filter(role=PortalRole.NATIONAL_ADMIN)
    return _accounts().filter(Q(pk__in=members.values("user")) | Q(pk__in=administrators_without_role().values("pk")))


def coordinators_or_administrators(portal: Portal, *, without: Any = None) -> list[Any]:
    """Return who coordinates the portal; where nobody does, the national administrators.

    ``without``: an account that isn't among them. Whoever has no address isn't, either.
    """
    left_out = without.pk if without is not None else None
    for accounts in (coordinators_of(portal), national_administrators()):
        found = list(accounts.exclude(email="").exclude(pk=left_out))
        if found:
            return found
    return []


def administrators_without_role() -> Any:
    """Return the active superusers that the command line has made, without a membership."""
    users = get_user_model()._default_manager.filter(is_active=True, is_superuser=True)
    return users.exclude(portal_memberships__role=PortalRole.NATIONAL_ADMIN)


def _accounts() -> Any:
    users = get_user_model()._default_manager.filter(is_active=True)
    return users.select_related("wagtail_userprofile").order_by("pk")
