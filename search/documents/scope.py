"""Scope: which portals show a listing or an organisation. Resolved when a document is built."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from listings.enums import PlacementKind
from listings.models import Placement
from listings.scope import PortalRule, rules_of
from regions.models import Portal
from search.querysets import pin_key


@dataclass(frozen=True)
class ListingScope:
    """The portals that show a listing, those that pin it, and the one whose address is the canonical one."""

    portals: list[int]
    pinned_in: list[int]
    pin_orders: dict[str, int]
    canonical: PortalRule | None
    changes_on: datetime.date | None
    later_portals: list[int]
    later_pinned_in: list[int]


class PortalScopes:
    """The rules of all portals and the placements of some listings: three queries, whatever their number."""

    def __init__(self, listing_ids: Iterable[UUID], today: datetime.date | None = None) -> None:
        self.today = today or timezone.localdate()
        self.rules = rules_of(Portal.objects.all())
        self._by_id = {rule.id: rule for rule in self.rules}
        self._placements: dict[UUID, list[Placement]] = {}
        for placement in Placement.objects.on(self.today).filter(listing_id__in=list(listing_ids)):
            self._placements.setdefault(placement.listing_id, []).append(placement)

    def of_listing(self, listing_id: UUID, municipality: str, mode: str, home_portal_id: int) -> ListingScope:
        """Return the scope of today, and that from the first day on which a placement no longer holds."""
        placements = self._placements.get(listing_id, [])
        ends = [placement.until for placement in placements if placement.until]
        changes_on = min(ends) + datetime.timedelta(days=1) if ends else None
        later_placements = [
            placement
            for placement in placements
            if changes_on and (placement.until is None or placement.until >= changes_on)
        ]
        rules, pinned_in = self._resolve(placements, municipality, mode)
        later_rules, later_pinned_in = self._resolve(later_placements, municipality, mode) if changes_on else ([], [])
        return ListingScope(
            portals=[rule.id for rule in rules],
            pinned_in=pinned_in,
            pin_orders={
                pin_key(placement.portal_id): placement.order
                for placement in placements
                if placement.kind == PlacementKind.PINNED
            },
            canonical=_canonical(rules, home_portal_id) or _canonical(later_rules, home_portal_id),
            changes_on=changes_on,
            later_portals=[rule.id for rule in later_rules],
            later_pinned_in=later_pinned_in,
        )

    def _resolve(self, placements: list[Placement], municipality: str, mode: str) -> tuple[list[PortalRule], list[int]]:
        """Return the portals that show a listing under these placements, and the ids of those that pin it."""
        kinds = {placement.portal_id: placement.kind for placement in placements}
        showing = [rule for rule in self.rules if rule.shows(municipality, mode, kinds.get(rule.id))]
        return showing, [rule.id for rule in showing if kinds.get(rule.id) == PlacementKind.PINNED]

    def of_organisation(self, municipality: str, home_portal_id: int, shown_through_listings: set[int]) -> list[int]:
        """Return its home portal, the portals that cover its municipality, and those that show a listing of it."""
        return [
            rule.id
            for rule in self.rules
            if rule.is_national
            or rule.id == home_portal_id
            or municipality in rule.coverage
            or rule.id in shown_through_listings
        ]

    def slug(self, portal_id: int) -> str:
        return self._by_id[portal_id].slug


def _canonical(rules: list[PortalRule], home_portal_id: int) -> PortalRule | None:
    """Return the home portal if it shows the listing, else the national one, else the first that shows it."""
    ranked = sorted(rules, key=lambda rule: (rule.id != home_portal_id, not rule.is_national, rule.id))
    return ranked[0] if ranked else None
