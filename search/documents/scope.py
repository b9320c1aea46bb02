"""Which portals show a listing or an organisation; resolved when a document is built (DESIGN, "Scope")."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from listings.enums import NATIONWIDE_MODES, PlacementKind
from listings.models import Placement
from regions.models import Portal


@dataclass(frozen=True)
class PortalRule:
    """What decides a portal's scope, apart from placements."""

    id: int
    slug: str
    is_national: bool
    takes_online: bool
    coverage: frozenset[str]

    def takes(self, municipality: str, mode: str) -> bool:
        """Whether a listing shows here by itself; ``municipality`` is a code, or empty for the whole country."""
        if self.is_national or municipality in self.coverage:
            return True
        return self.takes_online and (mode in NATIONWIDE_MODES or not municipality)


@dataclass(frozen=True)
class ListingScope:
    """The portals that show a listing, those that pin it, and the one whose address is the canonical one."""

    portals: list[int]
    pinned_in: list[int]
    canonical: PortalRule | None


class PortalScopes:
    """The rules of all portals and the placements of some listings: three queries, whatever their number."""

    def __init__(self, listing_ids: Iterable[UUID], today: datetime.date | None = None) -> None:
        today = today or timezone.localdate()
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
        self._placed: dict[UUID, dict[int, str]] = {}
        for listing_id, portal_id, kind in Placement.objects.on(today).of(listing_ids):
            self._placed.setdefault(listing_id, {})[portal_id] = kind

    def of_listing(self, listing_id: UUID, municipality: str, mode: str, home_portal_id: int) -> ListingScope:
        placed = self._placed.get(listing_id, {})
        shown = [rule for rule in self.rules if self._shows(rule, placed.get(rule.id), municipality, mode)]
        pinned = [rule.id for rule in shown if placed.get(rule.id) == PlacementKind.PINNED]
        return ListingScope([rule.id for rule in shown], pinned, _canonical(shown, home_portal_id))

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

    @staticmethod
    def _shows(rule: PortalRule, placement: str | None, municipality: str, mode: str) -> bool:
        if placement is not None:
            return placement != PlacementKind.EXCLUDED
        return rule.takes(municipality, mode)


def _canonical(shown: list[PortalRule], home_portal_id: int) -> PortalRule | None:
    """The home portal where it shows the listing, else the national one, else the first that does."""
    ranked = sorted(shown, key=lambda rule: (rule.id != home_portal_id, not rule.is_national, rule.id))
    return ranked[0] if ranked else None
