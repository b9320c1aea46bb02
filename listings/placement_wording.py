"""Placements in words: their states, on screens and in the log."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from wagtail.log_actions import LogFormatter

from listings.enums import PlacementKind
from regions.people import person_name

#: By kind: without an end, and with one.
_STATES = {
    PlacementKind.PINNED: (gettext_noop("pinned"), gettext_noop("pinned until %(day)s")),
    PlacementKind.INCLUDED: (
        gettext_noop("included from elsewhere"),
        gettext_noop("included from elsewhere until %(day)s"),
    ),
    PlacementKind.EXCLUDED: (gettext_noop("not shown"), gettext_noop("not shown until %(day)s")),
}


def state_in_words(kind: str, until: datetime.date | None) -> str:
    """Return the state as it continues “Kototori Espoo: ”."""
    without_end, with_end = _STATES[PlacementKind(kind)]
    return _(with_end) % {"day": date_format(until, "SHORT_DATE_FORMAT")} if until else _(without_end)


def in_portal(portal_title: str, kind: str, until: datetime.date | None) -> str:
    """Return “Kototori Espoo: pinned until 12.1.2027”."""
    return f"{portal_title}: {state_in_words(kind, until)}"


def decisions_about(listing: Any) -> list[dict[str, str]]:
    """Return what portals have decided about a listing today: ``kind``, ``state`` in words, ``reason``. One query."""
    placements = listing.placements.on(timezone.localdate()).select_related("portal")
    return [
        {
            "kind": placement.kind,
            "state": in_portal(placement.portal.title, placement.kind, placement.until),
            "reason": placement.reason,
        }
        for placement in placements.order_by("-portal__is_national", "portal__name")
    ]


def replaced_in_words(placement: Any) -> str:
    """Return a sentence about what was in force before a change, and who had decided it."""
    words = _("It replaces: %(state)s.") % {"state": state_in_words(placement.kind, placement.until)}
    if placement.reason:
        words += " " + _("Reason: %(reason)s") % {"reason": placement.reason}
    who = person_name(placement.placed_by)
    return f"{words} ({who})" if who else words


class PlacementLog(LogFormatter):
    """An entry of the actions in ``listings.actions.place_listing``: the portal, the state, the reason."""

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data or {}
        portal = str(data.get("portal", {}).get("title", ""))
        return self.words(portal, data)

    def words(self, portal: str, data: dict[str, Any]) -> str:
        words = in_portal(portal, data["kind"], parse_date(data.get("until") or ""))
        reason = data.get("reason") or ""
        return f"{words}. " + _("Reason: %(reason)s") % {"reason": reason} if reason else words


class PinLog(PlacementLog):
    label = gettext_lazy("Pin in a portal")


class IncludeLog(PlacementLog):
    label = gettext_lazy("Include in a portal")


class ExcludeLog(PlacementLog):
    label = gettext_lazy("Hide in a portal")


class RemovalLog(PlacementLog):
    label = gettext_lazy("Remove from what a portal has pinned, included or hidden")

    def words(self, portal: str, data: dict[str, Any]) -> str:
        states = {
            PlacementKind.PINNED: _("%(portal)s: no longer pinned"),
            PlacementKind.INCLUDED: _("%(portal)s: no longer included"),
            PlacementKind.EXCLUDED: _("%(portal)s: shown again"),
        }
        return states[PlacementKind(data["kind"])] % {"portal": portal}


class MoveLog(PlacementLog):
    label = gettext_lazy("Reorder pins")

    def words(self, portal: str, data: dict[str, Any]) -> str:
        return _("%(portal)s: moved to place %(place)s among the pins") % {"portal": portal, "place": data["place"]}


#: Formatters by the action's name.
LOGS = {
    "pin": PinLog,
    "include": IncludeLog,
    "exclude": ExcludeLog,
    "remove_placement": RemovalLog,
    "move_pin": MoveLog,
}
