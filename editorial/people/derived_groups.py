"""Groups that follow from memberships, and those that somebody has made by hand."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import QuerySet

from regions.actions.sync_rights import NATIONAL_ADMINS


def groups_made_by_hand() -> QuerySet[Group]:
    """Every group but those of portals, of organisations and of national administrators. By name."""
    rows: QuerySet[Group] = Group.objects.filter(portal_group=None, organisation_group=None)
    return rows.exclude(name=NATIONAL_ADMINS).order_by("name")


def is_derived(group: Any) -> bool:
    return not groups_made_by_hand().filter(pk=group.pk).exists()
