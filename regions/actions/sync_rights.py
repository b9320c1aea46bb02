"""A person's groups follow from their memberships. This is the one place that writes them."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from regions.models import PortalGroup, PortalMembership, PortalRole
from regions.permissions import forget_memberships
from regions.registry import Registry

NATIONAL_ADMINS = "National administrators"

#: Given a user's id: (groups that the person must be in, all groups that this source manages), as sets of group ids.
RightsSource = Callable[[int], tuple[set[int], set[int]]]

#: Higher apps derive groups from memberships of their own (organisation memberships of ``listings``). The second set
#: may be limited to groups in which the person is now.
sources: Registry[RightsSource] = Registry("source of rights")


def sync_rights(user: Any) -> bool:
    """Bring a person's groups in line with their memberships; whether anything changed. Idempotent.

    ``user`` is a user or a user's id; an account that is gone has nothing to bring in line. Groups that no membership
    knows of (made by hand by a superuser) stay as they are.
    """
    with transaction.atomic():
        account = get_user_model()._default_manager.select_for_update().filter(pk=getattr(user, "pk", user)).first()
        if account is None:
            return False
        wanted, managed = _portal_groups(account.pk)
        for source in sources.entries():
            more_wanted, more_managed = source(account.pk)
            wanted |= more_wanted
            managed |= more_managed
        current = set(account.groups.values_list("pk", flat=True))
        add, remove = wanted - current, (managed & current) - wanted
        if add:
            account.groups.add(*add)
        if remove:
            account.groups.remove(*remove)
        changed = _sync_national_admin(account)
    forget_memberships(user)
    return bool(add or remove or changed)


def _portal_groups(user_id: int) -> tuple[set[int], set[int]]:
    held = set(PortalMembership.objects.effective().filter(user_id=user_id).values_list("portal_id", "role"))
    rows = list(PortalGroup.objects.values_list("portal_id", "role", "group_id"))
    return {group for portal, role, group in rows if (portal, role) in held}, {group for *_key, group in rows}


def _sync_national_admin(account: Any) -> bool:
    """National administrators are superusers.

    They open portals, keep vocabularies and accounts, and see everything; a group with every single permission would be
    the same with more to go wrong. The group marks that the status was given here, so that a superuser made on the
    command line keeps it without a membership.
    """
    held = PortalMembership.objects.effective().filter(user_id=account.pk, role=PortalRole.NATIONAL_ADMIN).exists()
    given = account.groups.filter(name=NATIONAL_ADMINS).exists()
    if held == given and (not held or (account.is_superuser and account.is_staff)):
        return False
    if held:
        group, _made = Group.objects.get_or_create(name=NATIONAL_ADMINS)
        account.groups.add(group)
    else:
        account.groups.remove(*Group.objects.filter(name=NATIONAL_ADMINS))
    account.is_superuser = account.is_staff = held
    account.save(update_fields=["is_superuser", "is_staff"])
    return True
