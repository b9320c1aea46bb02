"""A portal's placements as rows of the list. Only who may see a listing sees its title there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils import timezone

from listings.enums import PlacementKind
from listings.models import Listing, Placement
from listings.placement_choices import Choice, Decision, decisions_on
from listings.placement_wording import state_in_words
from listings.pool_overview.overview_rows import PoolRow, make_rows
from regions.models import Portal
from regions.people import person_name

#: Rows of a section; the list of activities has the rest, by its filter.
SECTION_SIZE = 100
#: Rows of the section of those that have run out.
ENDED_SIZE = 20


@dataclass(frozen=True)
class PlacementRow:
    """One placement. ``listing`` is None while the person may not see it, because it isn't public now."""

    listing_id: UUID
    state: str
    reason: str
    until: datetime.date | None
    changed_at: datetime.datetime
    placed_by: str
    listing: PoolRow | None
    is_public: bool
    choices: tuple[Choice, ...]
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True)
class Section:
    """The placements of one kind; ``count`` is how many there are, of which ``rows`` are the first."""

    kind: str
    rows: tuple[PlacementRow, ...]
    count: int

    @property
    def has_more(self) -> bool:
        return self.count > len(self.rows)


@dataclass(frozen=True)
class PlacementList:
    """What a portal pins, includes and excludes, and what has run out lately."""

    pinned: Section
    included: Section
    excluded: Section
    ended: Section


def make_placement_list(portal: Portal, user: Any, next_url: str) -> PlacementList:
    """Return the list for somebody who curates the portal, with a constant number of queries."""
    today = timezone.localdate()
    placements = Placement.objects.filter(portal=portal).select_related("placed_by")
    in_force = placements.on(today)
    parts = {
        PlacementKind.PINNED: in_force.filter(kind=PlacementKind.PINNED).in_public_order(),
        PlacementKind.INCLUDED: in_force.filter(kind=PlacementKind.INCLUDED).order_by("-changed_at", "pk"),
        PlacementKind.EXCLUDED: in_force.filter(kind=PlacementKind.EXCLUDED).order_by("-changed_at", "pk"),
        "ended": placements.ended_before(today).order_by("-until", "pk"),
    }
    found = {name: list(part[: ENDED_SIZE if name == "ended" else SECTION_SIZE]) for name, part in parts.items()}
    ids = [placement.listing_id for part in found.values() for placement in part]
    listings = _visible_listings(ids, user)
    decisions = decisions_on(ids, [portal], next_url)
    sections = []
    for name, part in found.items():
        count = len(part) if len(part) < SECTION_SIZE or name == "ended" else parts[name].count()
        rows = [_make_row(one, listings.get(one.listing_id), decisions[one.listing_id][0]) for one in part]
        sections.append(Section(str(name), tuple(_with_ends(rows)), count))
    return PlacementList(*sections)


def _visible_listings(ids: Iterable[UUID], user: Any) -> dict[UUID, PoolRow]:
    listings = Listing.objects.visible_to(user).with_portal().with_pages().filter(pk__in=list(ids))
    return {row.id: row for row in make_rows(listings, Listing.objects.editable_by(user))}


def _make_row(placement: Placement, listing: PoolRow | None, decision: Decision) -> PlacementRow:
    return PlacementRow(
        listing_id=placement.listing_id,
        state=state_in_words(placement.kind, None),
        reason=placement.reason,
        until=placement.until,
        changed_at=placement.changed_at,
        placed_by=person_name(placement.placed_by),
        listing=listing,
        is_public=decision.is_public,
        choices=decision.choices,
    )


def _with_ends(rows: list[PlacementRow]) -> Iterable[PlacementRow]:
    for number, row in enumerate(rows):
        yield replace(row, is_first=number == 0, is_last=number == len(rows) - 1)
