"""Whether somebody is left when a person's role in a portal ends."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone

from regions.models import PortalMembership, PortalRole
from regions.portal_staff import administrators_without_role


def others_stay(membership: PortalMembership) -> bool:
    """Whether the portal has somebody else in this role; of a role that is over, nothing depends any more.

    Substitutes don't count beside somebody without a last day: they leave, too.
    """
    if is_over(membership):
        return True
    others = PortalMembership.objects.effective().filter(portal=membership.portal_id, role=membership.role)
    others = others.exclude(pk=membership.pk)
    if membership.ends_on is None:
        others = others.filter(ends_on=None)
    return others.exists() or (membership.role == PortalRole.NATIONAL_ADMIN and administrators_without_role().exists())


def is_over(membership: PortalMembership) -> bool:
    """Whether the last day of the role has passed."""
    return membership.ends_on is not None and membership.ends_on < timezone.localdate()


def other_administrators(account: Any) -> Any:
    """Return who else is a national administrator, by a role without a last day or by the command line."""
    members = PortalMembership.objects.effective().filter(role=PortalRole.NATIONAL_ADMIN, ends_on=None)
    users = get_user_model()._default_manager.filter(is_active=True).exclude(pk=account.pk)
    return users.filter(Q(pk__in=members.values("user")) | Q(pk__in=administrators_without_role().values("pk")))
