"""What coordinators may decide on listings in their portals, and what they have decided, as rows and buttons."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from listings.actions.place_listing import PLACING
from listings.enums import PlacementKind
from listings.models import Listing, Placement
from listings.placement_wording import in_portal, state_in_words
from listings.scope import PortalRule, rules_of
from regions.models import Portal, PortalRole
from regions.permissions import portals_with_role

#: The word of each kind in addresses.
_NAMES = {action.kind: name for name, action in PLACING.items()}
_ICONS = {PlacementKind.PINNED: "thumbtack", PlacementKind.INCLUDED: "plus", PlacementKind.EXCLUDED: "no-view"}


@dataclass(frozen=True)
class Choice:
    """A button: its words, its icon, and the page that asks once more."""

    label: str
    icon: str
    url: str


@dataclass(frozen=True)
class Decision:
    """What a portal has decided on a listing (``kind`` None: nothing), in words, and what it can decide now.

    ``is_public``: whether the listing is public apart from time; only then can it be placed.
    """

    portal: Portal
    kind: PlacementKind | None
    until: datetime.date | None
    state: str
    is_public: bool
    choices: tuple[Choice, ...]

    @property
    def sentence(self) -> str:
        return in_portal(self.portal.title, self.kind, self.until) if self.kind else ""


@dataclass(frozen=True)
class PlacedFacts:
    """What decides whether a placement makes a difference; ``municipality`` is a code."""

    municipality: str
    mode: str


def curated_portals(user: Any) -> list[Portal]:
    """Return the portals that a person curates, in their order."""
    return list(portals_with_role(user, PortalRole.COORDINATOR).select_related("site"))


def public_facts(listing_ids: Iterable[UUID]) -> dict[UUID, PlacedFacts]:
    """Return the facts of those of the listings that may be placed, which are the public ones. One query."""
    listings = Listing.objects.public_apart_from_time().filter(pk__in=list(listing_ids)).with_pages()
    return {listing.pk: PlacedFacts(listing.page["municipality"] or "", listing.page["mode"]) for listing in listings}


def decisions_on(
    listing_ids: Iterable[UUID], portals: list[Portal], next_url: str = ""
) -> dict[UUID, tuple[Decision, ...]]:
    """Return each listing's decisions in these portals, in their order. Four queries for any number of listings.

    ``next_url`` is where the person comes back to after deciding.
    """
    ids = list(listing_ids)
    facts = public_facts(ids)
    rules = {rule.id: rule for rule in rules_of(Portal.objects.filter(pk__in=[portal.pk for portal in portals]))}
    placements = Placement.objects.on(timezone.localdate()).filter(portal__in=portals, listing__in=ids)
    by_key = {(placement.listing_id, placement.portal_id): placement for placement in placements}
    return {
        key: tuple(
            _decision(key, facts.get(key), rules[portal.pk], portal, by_key.get((key, portal.pk)), next_url)
            for portal in portals
        )
        for key in ids
    }


def _decision(
    key: UUID, facts: PlacedFacts | None, rule: PortalRule, portal: Portal, placement: Placement | None, next_url: str
) -> Decision:
    kind = PlacementKind(placement.kind) if placement else None
    until = placement.until if placement else None
    offered = rule.choices(facts.municipality, facts.mode, kind) if facts else frozenset()
    choices = [_placing(portal, key, value, kind, next_url) for value in PlacementKind if value in offered]
    if kind is not None:
        choices.append(Choice(removal_label(kind), "bin", remove_url(portal, key, next_url)))
    state = state_in_words(kind, until) if kind else ""
    return Decision(portal, kind, until, state, facts is not None, tuple(choices))


def _placing(portal: Portal, key: UUID, kind: PlacementKind, placed: PlacementKind | None, next_url: str) -> Choice:
    address = place_url(portal, key, kind, next_url)
    return (
        Choice(_("Change"), "edit", address) if kind == placed else Choice(placing_label(kind), _ICONS[kind], address)
    )


def placing_label(kind: PlacementKind) -> str:
    return {
        PlacementKind.PINNED: _("Pin"),
        PlacementKind.INCLUDED: _("Include"),
        PlacementKind.EXCLUDED: _("Hide"),
    }[kind]


def removal_label(kind: PlacementKind) -> str:
    return {
        PlacementKind.PINNED: _("Remove the pin"),
        PlacementKind.INCLUDED: _("Stop including"),
        PlacementKind.EXCLUDED: _("Show again"),
    }[kind]


def place_url(portal: Portal, listing_id: UUID, kind: PlacementKind, next_url: str = "") -> str:
    return _with_next(reverse("listings_place", args=[portal.slug, listing_id, _NAMES[kind]]), next_url)


def remove_url(portal: Portal, listing_id: UUID, next_url: str = "") -> str:
    return _with_next(reverse("listings_remove_placement", args=[portal.slug, listing_id]), next_url)


def choose_portal(listing_id: UUID, next_url: str = "") -> Choice:
    """Return the one button of somebody who curates several portals: the page of its choices in each of them."""
    address = _with_next(reverse("listings_placement_choices", args=[listing_id]), next_url)
    return Choice(_("Pin, include or hide"), "thumbtack", address)


def _with_next(address: str, next_url: str) -> str:
    return f"{address}?{urlencode({'next': next_url})}" if next_url else address
