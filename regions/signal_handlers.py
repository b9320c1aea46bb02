"""Rights follow membership rows that are added, changed or deleted, in the same transaction."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import post_delete, post_init, post_save

from regions.actions.sync_rights import sync_rights
from regions.models import PortalMembership
from regions.permissions import forget_memberships
from regions.signals import memberships_changed


def remember_user(instance: PortalMembership, **kwargs: Any) -> None:
    instance._user_before = instance.__dict__.get("user_id")  # type: ignore[attr-defined]


def membership_saved(instance: PortalMembership, raw: bool = False, **kwargs: Any) -> None:
    if raw:
        return
    user_before = getattr(instance, "_user_before", None)
    if user_before is not None and user_before != instance.user_id:
        sync_rights(user_before)
    _sync_rights_of(instance)


def membership_deleted(instance: PortalMembership, **kwargs: Any) -> None:
    _sync_rights_of(instance)


def memberships_written(user_ids: Collection[int], **kwargs: Any) -> None:
    for user_id in user_ids:
        sync_rights(user_id)


def _sync_rights_of(instance: PortalMembership) -> None:
    sync_rights(instance.user_id)
    instance._user_before = instance.user_id  # type: ignore[attr-defined]
    user = instance._state.fields_cache.get("user")
    if user is not None:
        forget_memberships(user)


def user_saved(instance: Any, created: bool, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Take the groups of a deactivated account, and give them back to an activated one. Other saves do nothing."""
    if created or raw or (update_fields is not None and "is_active" not in update_fields):
        return
    if PortalMembership.objects.filter(user_id=instance.pk).exists():
        sync_rights(instance.pk)


def connect() -> None:
    post_init.connect(remember_user, sender=PortalMembership, dispatch_uid="regions_remember_user")
    post_save.connect(membership_saved, sender=PortalMembership, dispatch_uid="regions_membership_saved")
    post_delete.connect(membership_deleted, sender=PortalMembership, dispatch_uid="regions_membership_deleted")
    memberships_changed.connect(
        memberships_written, sender=PortalMembership, dispatch_uid="regions_memberships_written"
    )
    post_save.connect(user_saved, sender=get_user_model(), dispatch_uid="regions_user_saved")
