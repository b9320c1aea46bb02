"""Which portals show a listing or an organisation; resolved when a document is built (DESIGN, "Scope")."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from listings.enums import PlacementKind
from listings.models import Placement
from listings.scope import PortalRule
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
        coverage: dict[int, set[str]] = {}
        for portal_id, code in Portal.coverage.through.objects.values_list("portal_id", "municipality_id"):
            coverage.setdefault(portal_id, set()).add(code)
        self.rules = [
            PortalRule(portal_id, slug, is_national, takes_online, frozenset(coverage.get(portal_id, ())))
            for portal_id, slug, is_national, takes_online in Portal.objects.order_by("pk").values_list(
                "pk", "slug", "is_national", "takes_online"
            )
        ]
        self._by_id = {rule.id: rule for rule in self.rules}
        self._placements: dict[UUID, list[Placement]] = {}
        for placement in Placement.objects.on(self.today).filter(listing_id__in=list(listing_ids)):
            self._placements.setdefault(placement.listing_id, []).append(placement)

    def of_listing(self, listing_id: UUID, municipality: str, mode: str, home_portal_id: int) -> ListingScope:
        """Scope today, and what it becomes on the first day on which a placement no longer holds."""
        placements = self._placements.get(listing_id, [])
        ends = [placement.until for placement in placements if placement.until]
        changes_on = min(ends) + datetime.timedelta(days=1) if ends else None
        later = [one for one in placements if changes_on and (one.until is None or one.until >= changes_on)]
        shown, pinned = self._resolve(placements, municipality, mode)
        later_shown, later_pinned = self._resolve(later, municipality, mode) if changes_on else ([], [])
        return ListingScope(
            portals=[rule.id for rule in shown],
            pinned_in=pinned,
            pin_orders={pin_key(one.portal_id): one.order for one in placements if one.kind == PlacementKind.PINNED},
            canonical=_canonical(shown, home_portal_id) or _canonical(later_shown, home_portal_id),
            changes_on=changes_on,
            later_portals=[rule.id for rule in later_shown],
            later_pinned_in=later_pinned,
        )

    def _resolve(self, placements: list[Placement], municipality: str, mode: str) -> tuple[list[PortalRule], list[int]]:
        """Portals that show a listing under these placements, and those among them that pin it."""
        placed = {one.portal_id: one.kind for one in placements}
        shown = [rule for rule in self.rules if rule.shows(municipality, mode, placed.get(rule.id))]
        return shown, [rule.id for rule in shown if placed.get(rule.id) == PlacementKind.PINNED]

    def of_organisation(self, municipality: str, home_portal_id: int, shown_through_listings: set[int]) -> list[int]:
        """Its home, the portals that cover its town, and those that show an activity of it."""
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


def _canonical(shown: list[PortalRule], home_portal_id: int) -> PortalRule | None:
    """The home portal where it shows the listing, else the national one, else the first that does."""
    ranked = sorted(shown, key=lambda rule: (rule.id != home_portal_id, not rule.is_national, rule.id))
    return ranked[0] if ranked else None
