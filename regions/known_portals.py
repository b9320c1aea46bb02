"""All portals with their addresses, for pages and answers that name other portals than the one that answers.

Nearly every page names the others. The process keeps them with the versions that came with the answering portal, so
they cost a query only after one of them has changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from regions import versions
from regions.models import Portal

#: The versions with which the portals were read, and the portals.
_cache: tuple[tuple[str, str], tuple[Portal, ...]] | None = None


def known_portals() -> tuple[Portal, ...]:
    """Every portal with its site, the national one first. Requests share these objects: don't change them."""
    global _cache
    portals, sites = versions.of_request("regions.portals"), versions.of_request("regions.sites")
    cached = _cache
    if portals and sites and cached is not None and cached[0] == (portals, sites):
        return cached[1]
    all_portals = tuple(Portal.objects.select_related("site"))
    if portals and sites:
        _cache = ((portals, sites), all_portals)
    return all_portals


def national_portal() -> Portal | None:
    return next((portal for portal in known_portals() if portal.is_national), None)


def portals_by_slug(slugs: Iterable[str]) -> dict[str, Portal]:
    """The portals with these slugs; a slug without a portal is left out."""
    selected = set(slugs)
    return {portal.slug: portal for portal in known_portals() if portal.slug in selected}


def portals_by_id(ids: Iterable[int]) -> dict[int, Portal]:
    """The portals with these ids; an id without a portal is left out."""
    selected = set(ids)
    return {portal.pk: portal for portal in known_portals() if portal.pk in selected}
