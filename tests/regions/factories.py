"""Portals and people for tests. Portals are opened by the real action."""

from typing import Any

from django.contrib.auth import get_user_model

from regions.actions.open_portal import OpenPortal
from regions.models import Portal, PortalMembership, PortalRole


def open_portal(slug: str = "espoo", **changes: Any) -> Portal:
    """A regional portal of Espoo in fi, sv, en unless said otherwise."""
    values: dict[str, Any] = {
        "slug": slug,
        "name": slug.title(),
        "languages": ["fi", "sv", "en"],
        "municipalities": [] if changes.get("is_national") else ["049"],
        "port": 8000,
    }
    return OpenPortal(**(values | changes)).execute().portal


def open_national(slug: str = "kototori", **changes: Any) -> Portal:
    return open_portal(slug, is_national=True, name="Suomi", **changes)


def make_user(name: str = "somebody@example.org", **values: Any) -> Any:
    user = get_user_model()(username=name, email=name, **values)
    user.set_password("secret-enough")
    user.save()
    return user


def make_member(portal: Portal, role: str = PortalRole.COORDINATOR, **values: Any) -> Any:
    """A user with one membership."""
    user = make_user(values.pop("name", f"{role}-{portal.slug}@example.org"))
    PortalMembership.objects.create(user=user, portal=portal, role=role, **values)
    return user
