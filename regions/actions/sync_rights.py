"""Deriving a person's groups from their memberships. No other code writes them."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from regions.models import PortalGroup, PortalMembership, PortalRole
from regions.permissions import forget_memberships, has_ended_role
from regions.registry import Registry

NATIONAL_ADMINS = "National administrators"

#: From a user's id to two sets of group ids: groups that the person must be in, and all groups of this source.
RightsSource = Callable[[int], tuple[set[int], set[int]]]

#: Higher apps derive groups from memberships of their own (organisation memberships of ``listings``). The second set
#: may be limited to groups in which the person is now.
sources: Registry[RightsSource] = Registry("source of rights")


def sync_rights(user: Any) -> bool:
    """Bring a person's groups in line with their memberships; return whether anything changed. Idempotent.

    ``user`` is a user or a user's id; nothing happens for a deleted account. Groups that belong to no membership, such
    as those that a superuser has added by hand, stay.
    """
    with transaction.atomic():
        account = get_user_model()._default_manager.select_for_update().filter(pk=getattr(user, "pk", user)).first()
        if account is None:
            return False
        required, managed = _portal_groups(account.pk)
        for source in sources.entries():
            more_wanted, more_managed = source(account.pk)
            required |= more_wanted
            managed |= more_managed
        current = set(account.groups.values_list("pk", flat=True))
        add, remove = required - current, (managed & current) - required
        if add:
            account.groups.add(*add)
        if remove:
            account.groups.remove(*remove)
        changed = _sync_national_admin(account)
    forget_memberships(user)
    return bool(add or remove or changed)


def take_ended_rights(user: Any) -> None:
    """Take from this user object, and from its account, the rights of roles whose last day is over.

    Groups are rows, and time changes no row: until somebody has synchronised them they would go on giving rights. One
    query for a person with an ended role, else none beside that of ``memberships_of``.
    """
    if has_ended_role(user) and ended_rights().filter(user_id=user.pk).exists():
        sync_rights(user)
        user.refresh_from_db(fields=["is_superuser", "is_staff"])


def ended_rights() -> QuerySet[PortalMembership]:
    """Return the memberships that are over while their group, or the national status, is still with the person."""
    own = Group.objects.filter(user=OuterRef("user_id"))
    in_portal = own.filter(portal_group__portal=OuterRef("portal_id"), portal_group__role=OuterRef("role"))
    is_national = Q(Exists(own.filter(name=NATIONAL_ADMINS)), role=PortalRole.NATIONAL_ADMIN)
    rows: QuerySet[PortalMembership] = PortalMembership.objects.over().filter(Q(Exists(in_portal)) | is_national)
    return rows


def _portal_groups(user_id: int) -> tuple[set[int], set[int]]:
    roles = set(PortalMembership.objects.effective().filter(user_id=user_id).values_list("portal_id", "role"))
    rows = list(PortalGroup.objects.values_list("portal_id", "role", "group_id"))
    return {group for portal, role, group in rows if (portal, role) in roles}, {group for *_key, group in rows}


def _sync_national_admin(account: Any) -> bool:
    """Give superuser status with a national membership, and take it with the membership.

    They open portals, keep vocabularies and accounts, and see everything; a group with every permission would give the
    same rights, but a new permission could be forgotten. Their group marks that the status comes from a membership, so
    that a superuser of the command line keeps it.
    """
    is_member = PortalMembership.objects.effective().filter(user_id=account.pk, role=PortalRole.NATIONAL_ADMIN).exists()
    is_marked = account.groups.filter(name=NATIONAL_ADMINS).exists()
    if is_member == is_marked and (not is_member or (account.is_superuser and account.is_staff)):
        return False
    if is_member:
        group, _is_new = Group.objects.get_or_create(name=NATIONAL_ADMINS)
        account.groups.add(group)
    else:
        account.groups.remove(*Group.objects.filter(name=NATIONAL_ADMINS))
    account.is_superuser = account.is_staff = is_member
    account.save(update_fields=["is_superuser", "is_staff"])
    return True
