"""Wider searches for one without results: without a filter, in towns nearby, online.

Each of them costs one count; callers try only a few, so that the number of queries doesn't depend on the pool.
``counted`` turns a search into the one whose results are counted: in the calendar that of the week shown.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from faces.finder.distances import distance_km
from faces.finder.place_lookup import Position
from listings.enums import Mode
from regions.known_portals import national_portal, portals_by_id
from regions.models import Municipality, Portal
from search.engines import get_engine
from search.query import SearchQuery

#: Towns that are offered.
_MAX_NEIGHBOURS: Final = 4

#: Returns the search whose results are counted.
Counted = Callable[[SearchQuery], SearchQuery]


@dataclass(frozen=True)
class Neighbour:
    """A town where the same search has ``count`` results; ``portal`` covers it best."""

    code: str
    distance_km: float
    count: int
    portal: Portal
    query: SearchQuery


@dataclass(frozen=True)
class Elsewhere:
    """``country``: the same search in the whole country with its count, where a regional portal answers."""

    towns: tuple[Neighbour, ...] = ()
    country: tuple[SearchQuery, int] | None = None


def count_each(queries: Sequence[SearchQuery], counted: Counted) -> list[int]:
    """Return the number of results of each search; one query each."""
    engine = get_engine()
    return [engine.count(counted(query)) for query in queries]


def online_search(query: SearchQuery, counted: Counted) -> tuple[SearchQuery, int] | None:
    """Return the same search for what is online, with its count; None without results."""
    wider = without_place(query).with_(mode=(Mode.ONLINE.value,))
    if wider == query:
        return None
    count = get_engine().count(counted(wider))
    return (wider, count) if count else None


def without_place(query: SearchQuery) -> SearchQuery:
    """The search without a place."""
    return query.without("near").with_(municipality=(), district=(), area=())


def elsewhere(query: SearchQuery, counted: Counted) -> Elsewhere:
    """Return the nearest towns with results for the same search, and the whole country; nothing without a place."""
    national = national_portal()
    origin = _origin(query)
    if national is None or origin is None:
        return Elsewhere()
    everywhere = dataclasses.replace(
        without_place(query), portal=national, portal_slugs=(), page=1, page_size=1, facets=True
    )
    results = get_engine().search(counted(everywhere))
    counts = {value.code: value.count for value in results.facets["municipality"] if value.count}
    for code in query.chosen("municipality"):
        counts.pop(code, None)
    rows = Municipality.objects.filter(code__in=counts).values_list("code", "lat", "lon")
    distances = {code: distance_km(origin, (lat, lon)) for code, lat, lon in rows}
    nearest = sorted(distances, key=lambda code: distances[code])[:_MAX_NEIGHBOURS]
    portals = _portals_of(nearest, query.portal)
    towns = tuple(
        Neighbour(code, distances[code], counts[code], portal, _in_town(everywhere, code, portal))
        for code in nearest
        if (portal := portals.get(code, national))
    )
    has_country = results.count > 0 and not query.portal.is_national
    return Elsewhere(towns, (_with_whole_pages(everywhere), results.count) if has_country else None)


def _with_whole_pages(query: SearchQuery) -> SearchQuery:
    return dataclasses.replace(query, page_size=SearchQuery.page_size)


def _in_town(everywhere: SearchQuery, code: str, portal: Portal) -> SearchQuery:
    return dataclasses.replace(_with_whole_pages(everywhere), portal=portal).with_(municipality=(code,))


def _origin(query: SearchQuery) -> Position | None:
    """The place in the query, else the middle of its towns, else of the portal's municipalities; None without any."""
    if query.near is not None:
        return query.near
    if codes := query.chosen("municipality"):
        towns = Municipality.objects.filter(code__in=codes)
    elif not query.portal.is_national:
        towns = Municipality.objects.covered_by(query.portal)
    else:
        return None
    positions = list(towns.values_list("lat", "lon"))
    if not positions:
        return None
    lats, lons = zip(*positions, strict=True)
    return sum(lats) / len(lats), sum(lons) / len(lons)


def _portals_of(codes: Sequence[str], current: Portal) -> Mapping[str, Portal]:
    """The portal for each town: the one that answers, if it covers the town, else a regional one that does."""
    rows = Portal.coverage.through.objects.filter(municipality_id__in=codes).values_list("municipality_id", "portal_id")
    covering: dict[str, set[int]] = {}
    for code, portal_id in rows:
        covering.setdefault(code, set()).add(portal_id)
    known = {**portals_by_id(set().union(*covering.values())), current.pk: current}
    return {
        code: current if current.pk in portal_ids else known[min(portal_ids)]
        for code, portal_ids in covering.items()
        if portal_ids
    }
