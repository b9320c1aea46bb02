"""Curation: what a portal's coordinator pins, includes and excludes (docs/needs.md, C9).

A placement belongs to one portal and holds at once; the organisation's page and the other portals stay as they are.
"""

from __future__ import annotations

import copy
import datetime
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.actions.base import RecordAction
from listings.actions.errors import ActionError, ActionPermissionError
from listings.enums import PlacementKind
from listings.models import ActivityPage, Listing, Placement
from listings.models.placement import MAX_PINS, MAX_REASON
from listings.scope import rules_of
from regions.models import Portal
from regions.permissions import may_coordinate

#: Days from today within which a placement may end.
MAX_DAYS = 5 * 366


class PlacementError(ActionError):
    """The placement makes no difference, or is not well formed."""


class PlacementPermissionError(PlacementError, ActionPermissionError):
    """Only the portal's own coordinators and national administrators curate it."""


def fault_of_until(until: datetime.date | None, today: datetime.date) -> str:
    """Return what is wrong with a placement's last day, or an empty text."""
    if until is None:
        return ""
    if until < today:
        return _("This day has passed. Choose today or a later day, or leave the field empty.")
    if until > today + datetime.timedelta(days=MAX_DAYS):
        return _("Choose a day within the next five years, or leave the field empty: then there is no end.")
    return ""


def fault_of_reason(kind: str, reason: str) -> str:
    """Return what is wrong with a placement's reason, or an empty text."""
    if kind == PlacementKind.EXCLUDED and not any(map(str.isalnum, reason)):
        return _("Say why: the organisation's people see the reason with their activity.")
    if len(reason) > MAX_REASON:
        return _("Write at most %d characters.") % MAX_REASON
    return ""


class PlacementAction(RecordAction):
    """A change of what one portal has decided on one listing.

    It locks the listing and then the portal, so that one change at a time is made in a portal. Raises
    ``PlacementError``, and ``Listing.DoesNotExist`` where the listing has just been deleted.
    """

    instance: Listing
    page_model = ActivityPage
    permission_error_class = PlacementPermissionError
    permission_message = gettext_lazy("Only the portal's coordinators may do this.")

    def __init__(self, listing: Listing, portal: Portal, user: Any = None, today: datetime.date | None = None) -> None:
        super().__init__(listing, user)
        self.portal = portal
        self.today = today or timezone.localdate()
        #: What was in force before ``execute``.
        self.replaced: Placement | None = None

    def user_has_permission(self) -> bool:
        return may_coordinate(self.user, self.portal)

    def write(self) -> dict[str, Any]:
        Portal.objects.select_for_update(no_key=True).get(pk=self.portal.pk)
        placements = Placement.objects.filter(portal=self.portal, listing=self.instance)
        placement = placements.select_related("placed_by").first()
        if placement is not None and (placement.until is None or placement.until >= self.today):
            self.replaced = copy.copy(placement)
        data = self.write_placement(placement)
        before = {"replaced": _described(self.replaced)} if self.replaced else {}
        return {"portal": {"slug": self.portal.slug, "title": self.portal.title}, **data, **before}

    def write_placement(self, placement: Placement | None) -> dict[str, Any]:
        """Change the placement, also one that has run out, under the locks; return what the log keeps."""
        raise NotImplementedError

    def pins_in_force(self) -> list[Placement]:
        """Return the portal's pins in their public order."""
        pins = Placement.objects.filter(portal=self.portal, kind=PlacementKind.PINNED).on(self.today)
        return list(pins.in_public_order())


class PlaceListing(PlacementAction):
    """Places a listing in a portal, instead of whatever was decided on it there before.

    ``until`` is the last day. The listing must be public, and the placement must make a difference
    (``PortalRule.choices``).
    """

    kind: ClassVar[PlacementKind]

    def __init__(
        self,
        listing: Listing,
        portal: Portal,
        user: Any = None,
        *,
        reason: str = "",
        until: datetime.date | None = None,
        today: datetime.date | None = None,
    ) -> None:
        super().__init__(listing, portal, user, today)
        self.reason = reason.strip()
        self.until = until

    def check_state(self) -> None:
        fault = fault_of_reason(self.kind, self.reason) or fault_of_until(self.until, self.today)
        if fault:
            raise PlacementError(fault)

    def write_placement(self, placement: Placement | None) -> dict[str, Any]:
        self._check_choice()
        placement = placement or Placement(portal=self.portal, listing=self.instance)
        placement.kind, placement.reason, placement.until = self.kind, self.reason, self.until
        placement.placed_by = self.user
        placement.order = 0
        placement.save()
        return _described(placement)

    def _check_choice(self) -> None:
        page = ActivityPage.objects.source_of(self.instance)
        if page is None or not Listing.objects.public_apart_from_time().filter(pk=self.instance.pk).exists():
            raise PlacementError(_("This activity isn't public at the moment."))
        (rule,) = rules_of(Portal.objects.filter(pk=self.portal.pk))
        placed = self.replaced.kind if self.replaced else None
        if self.kind not in rule.choices(page.municipality_id or "", page.mode, placed):
            raise PlacementError(self._no_difference(placed))

    def _no_difference(self, placed: str | None) -> str:
        names = {"portal": self.portal.title}
        if self.kind == PlacementKind.INCLUDED:
            return _("%(portal)s shows this activity without being asked: it takes place in its area.") % names
        if self.kind == PlacementKind.PINNED:
            return _("%(portal)s doesn't show this activity. Include it first; then you can pin it.") % names
        if placed:
            return _("%(portal)s shows this activity only because it is included. Stop including it instead.") % names
        return _("%(portal)s doesn't show this activity anyway.") % names


class PinListing(PlaceListing):
    """Puts a listing first in its portal: the first or last among the pins, or where it is if it is pinned already."""

    action_name = "pin"
    kind = PlacementKind.PINNED

    def __init__(self, *args: Any, is_first: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_first = is_first

    def write_placement(self, placement: Placement | None) -> dict[str, Any]:
        pins = self.pins_in_force()
        places = [pin.listing_id for pin in pins]
        others = [pin for pin in pins if pin.listing_id != self.instance.pk]
        if len(others) >= MAX_PINS:
            raise PlacementError(_("There are %d pins already. Remove one first.") % MAX_PINS)
        data = super().write_placement(placement)
        place = 0 if self.is_first else len(others)
        if self.instance.pk in places:
            place = places.index(self.instance.pk)
        own = Placement.objects.get(portal=self.portal, listing=self.instance)
        _number([*others[:place], own, *others[place:]])
        return data


class IncludeListing(PlaceListing):
    """Shows a listing in a portal out of whose scope it is."""

    action_name = "include"
    kind = PlacementKind.INCLUDED


class ExcludeListing(PlaceListing):
    """Doesn't show a listing in a portal in whose scope it is; other portals go on showing it."""

    action_name = "exclude"
    kind = PlacementKind.EXCLUDED


class RemovePlacement(PlacementAction):
    """Leaves a listing to the portal's scope again."""

    action_name = "remove_placement"

    def write_placement(self, placement: Placement | None) -> dict[str, Any]:
        if placement is None:
            raise PlacementError(_("This is removed already."))
        placement.delete()
        return _described(placement)


class MovePin(PlacementAction):
    """Moves a pin one place up or down."""

    action_name = "move_pin"

    def __init__(self, *args: Any, is_up: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_up = is_up

    def write_placement(self, placement: Placement | None) -> dict[str, Any]:
        pins = self.pins_in_force()
        places = [pin.listing_id for pin in pins]
        if self.instance.pk not in places:
            raise PlacementError(_("This activity is no longer pinned."))
        place = places.index(self.instance.pk)
        target = place - 1 if self.is_up else place + 1
        if not 0 <= target < len(pins):
            raise PlacementError(_("It is the first already.") if self.is_up else _("It is the last already."))
        pins[place], pins[target] = pins[target], pins[place]
        _number(pins)
        return {"kind": PlacementKind.PINNED, "place": target + 1}


#: Actions that place, by the word in their addresses.
PLACING: dict[str, type[PlaceListing]] = {
    action.action_name: action for action in (PinListing, IncludeListing, ExcludeListing)
}


def _number(pins: list[Placement]) -> None:
    """Number the pins in their order, and write those whose number changes."""
    changed = [pin for number, pin in enumerate(pins, start=1) if pin.order != number]
    for number, pin in enumerate(pins, start=1):
        pin.order = number
    Placement.objects.bulk_update(changed, ["order"])


def _described(placement: Placement) -> dict[str, Any]:
    return {
        "kind": str(placement.kind),
        "reason": placement.reason,
        "until": placement.until.isoformat() if placement.until else "",
    }
