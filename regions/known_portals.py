"""All portals with their addresses and logos: the one that answers, and those that pages and answers name.

The process keeps them with the versions that a request reads at its beginning, so they cost a query only after one of
them has changed.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Final

from regions import versions
from regions.models import Portal

_KINDS: Final = ("regions.portals", "regions.sites", "regions.logos")

#: The versions with which the portals were read, and the portals.
_cache: tuple[tuple[str, ...], tuple[Portal, ...]] | None = None


def portal_of_host(host: str, read: Mapping[str, str]) -> Portal | None:
    """Return the portal whose site has this host name (without port), or None.

    ``read``: the versions that the request has read. The portal is the request's own: others don't see what it changes.
    """
    found = next((portal for portal in _portals_at(read) if portal.site.hostname == host), None)
    return copy.copy(found)


def known_portals() -> tuple[Portal, ...]:
    """Every portal with its site, the national one first. Requests share these objects: don't change them."""
    return _portals_at({kind: versions.of_request(kind) or "" for kind in _KINDS})


def _portals_at(read: Mapping[str, str]) -> tuple[Portal, ...]:
    """Return the portals that these versions tell of; there is no version of portals where nothing was read."""
    global _cache
    wanted = tuple(read[kind] for kind in _KINDS)
    cached = _cache
    if read["regions.portals"] and cached is not None and cached[0] == wanted:
        return cached[1]
    portals = tuple(Portal.objects.select_related("site", "logo"))
    if read["regions.portals"]:
        _cache = (wanted, portals)
    return portals


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
