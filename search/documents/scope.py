"""Scope: when which portals show a listing, and which show an organisation. Resolved when a document is built."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from listings.enums import PlacementKind
from listings.models import Placement
from listings.scope import PortalRule, rules_of
from regions.models import Portal
from search.visibility import Span, end_of_day

#: Begin and end of a time; None where it has been ever since, or goes on.
_Time = tuple[datetime.datetime | None, datetime.datetime | None]


@dataclass(frozen=True)
class ListingScope:
    """``spans``: when portals show a listing, by portal and time. ``canonical``: the portal whose address counts."""

    spans: tuple[Span, ...]
    canonical: PortalRule | None


class PortalScopes:
    """The rules of all portals and the placements of some listings: three queries, whatever their number.

    Placements that have run out are among them: what follows from them doesn't change as time goes by.
    """

    def __init__(self, listing_ids: Iterable[UUID], now: datetime.datetime | None = None) -> None:
        self.now = now or timezone.now()
        self.rules = rules_of(Portal.objects.all())
        self._by_id = {rule.id: rule for rule in self.rules}
        self._placements: dict[tuple[UUID, int], Placement] = {
            (placement.listing_id, placement.portal_id): placement
            for placement in Placement.objects.filter(listing_id__in=list(listing_ids))
        }

    def of_listing(
        self, listing_id: UUID, municipality: str, mode: str, home_portal_id: int, end: datetime.datetime
    ) -> ListingScope:
        """Return when each portal shows a listing. ``end``: from when on none does, whatever its scope (aware)."""
        spans: list[Span] = []
        now: list[PortalRule] = []
        later: list[PortalRule] = []
        for rule in self.rules:
            placement = self._placements.get((listing_id, rule.id))
            in_scope = _times_in_scope(rule, placement, municipality, mode)
            spans += _spans(rule, placement, in_scope, end)
            if any(_has(time, self.now) for time in in_scope):
                now.append(rule)
            elif any(begin is not None and begin > self.now for begin, _end in in_scope):
                later.append(rule)
        return ListingScope(tuple(spans), _canonical(now, home_portal_id) or _canonical(later, home_portal_id))

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


def _times_in_scope(rule: PortalRule, placement: Placement | None, municipality: str, mode: str) -> list[_Time]:
    """Return when a listing is in a portal's scope: by the placement as long as that holds, then by the rule."""
    takes = rule.takes(municipality, mode)
    if placement is None:
        return [(None, None)] if takes else []
    places = rule.shows(municipality, mode, placement.kind)
    runs_out = end_of_day(placement.until) if placement.until else None
    if runs_out is None or places == takes:
        return [(None, None)] if places else []
    return [(None, runs_out)] if places else [(runs_out, None)]


def _spans(
    rule: PortalRule, placement: Placement | None, in_scope: Iterable[_Time], end: datetime.datetime
) -> Iterator[Span]:
    """Yield what is left of the times in scope. A portal's own rule of time would be one more end here."""
    for begin, runs_out in in_scope:
        until = min(end, runs_out or end)
        if begin is None or begin < until:
            yield _pinned(Span(rule.id, begin, until), placement)


def _pinned(span: Span, placement: Placement | None) -> Span:
    """Return the span with the pin that the placement is, if it is one: until it runs out."""
    if placement is None or placement.kind != PlacementKind.PINNED:
        return span
    until = min(span.shown_until, end_of_day(placement.until)) if placement.until else span.shown_until
    return Span(span.portal_id, span.shown_from, span.shown_until, placement.order, until)


def _has(time: _Time, now: datetime.datetime) -> bool:
    begin, end = time
    return (begin is None or begin <= now) and (end is None or now < end)


def _canonical(rules: list[PortalRule], home_portal_id: int) -> PortalRule | None:
    """Return the home portal if it shows the listing, else the national one, else the first that shows it."""
    ranked = sorted(rules, key=lambda rule: (rule.id != home_portal_id, not rule.is_national, rule.id))
    return ranked[0] if ranked else None
