"""All portals with their addresses, as pages and answers name them beside the one that answers.

Nearly every page names the others. They are remembered for the versions that came with the answering portal, so that
they cost a query only after one of them has changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from regions import versions
from regions.models import Portal

#: The versions with which the portals were read, and the portals.
_read: tuple[tuple[str, str], tuple[Portal, ...]] | None = None


def known_portals() -> tuple[Portal, ...]:
    """Every portal with its site, the national one first. For reading: they are shared among requests."""
    global _read
    portals, sites = versions.known("regions.portals"), versions.known("regions.sites")
    remembered = _read
    if portals and sites and remembered is not None and remembered[0] == (portals, sites):
        return remembered[1]
    found = tuple(Portal.objects.select_related("site"))
    if portals and sites:
        _read = ((portals, sites), found)
    return found


def national_portal() -> Portal | None:
    return next((portal for portal in known_portals() if portal.is_national), None)


def portals_by_slug(slugs: Iterable[str]) -> dict[str, Portal]:
    """Those of these slugs that there are."""
    wanted = set(slugs)
    return {portal.slug: portal for portal in known_portals() if portal.slug in wanted}


def portals_by_id(ids: Iterable[int]) -> dict[int, Portal]:
    """Those of these keys that there are."""
    wanted = set(ids)
    return {portal.pk: portal for portal in known_portals() if portal.pk in wanted}
