"""Permissions by role, from membership rows: read once per user object, which is once per request."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from regions.models import Portal, PortalMembership, PortalRole

_CACHE = "_regions_memberships"
_HAS_ENDED = "_regions_has_ended_role"

#: (portal id, role, languages)
HeldRole = tuple[int, str, frozenset[str]]


def memberships_of(user: Any) -> frozenset[HeldRole]:
    """A person's roles in all portals. One query per user object; empty for anonymous and inactive users."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return frozenset()
    roles: frozenset[HeldRole] | None = getattr(user, _CACHE, None)
    return _read(user) if roles is None else roles


def has_ended_role(user: Any) -> bool:
    """Whether the last day of one of the person's roles is over. Read by the same query."""
    memberships_of(user)
    return bool(getattr(user, _HAS_ENDED, False))


def _read(user: Any) -> frozenset[HeldRole]:
    memberships = PortalMembership.objects.possible().filter(user_id=user.pk)
    rows = list(memberships.values_list("portal_id", "role", "languages", "ends_on"))
    today = timezone.localdate()
    over = [ends_on is not None and ends_on < today for *_role, ends_on in rows]
    roles = frozenset(
        (portal, role, frozenset(languages))
        for (portal, role, languages, _ends_on), is_over in zip(rows, over, strict=True)
        if not is_over
    )
    setattr(user, _CACHE, roles)
    setattr(user, _HAS_ENDED, any(over))
    return roles


def forget_memberships(user: Any) -> None:
    """Drop the rights that this project, Django and Wagtail have cached on this user object, after their rows changed.

    Django's documented way is to fetch the user again, but here the caller keeps the object and would go on with the
    old rights.
    """
    for name in (
        _CACHE,
        _HAS_ENDED,
        "_perm_cache",
        "_user_perm_cache",
        "_group_perm_cache",
        "_page_permission_cache",
        "_collection_permission_cache",
        "_explorable_root_page_cache",
    ):
        getattr(user, "__dict__", {}).pop(name, None)


def is_national_admin(user: Any) -> bool:
    """Whether the person is an active superuser, which all national administrators are (see ``sync_rights``)."""
    return bool(getattr(user, "is_authenticated", False) and user.is_active and user.is_superuser)


def portals_with_role(user: Any, role: str) -> QuerySet[Portal]:
    """The portals in which a person has this role. National administrators coordinate all portals."""
    if role in (PortalRole.COORDINATOR, PortalRole.NATIONAL_ADMIN) and is_national_admin(user):
        return Portal.objects.all()
    return Portal.objects.filter(
        pk__in=[portal for portal, held_role, _languages in memberships_of(user) if held_role == role]
    )


def coordinates(user: Any) -> bool:
    """Whether the person coordinates any portal."""
    return is_national_admin(user) or any(
        role == PortalRole.COORDINATOR for _portal, role, _languages in memberships_of(user)
    )


def may_coordinate(user: Any, portal: Portal) -> bool:
    if is_national_admin(user):
        return True
    return any(
        portal_id == portal.pk and role == PortalRole.COORDINATOR
        for portal_id, role, _languages in memberships_of(user)
    )


def translator_languages(user: Any, portal: Portal) -> set[str]:
    """The languages into which a person translates in this portal."""
    return {
        language
        for portal_id, role, languages in memberships_of(user)
        if portal_id == portal.pk and role == PortalRole.TRANSLATOR
        for language in languages
        if language in portal.languages
    }
