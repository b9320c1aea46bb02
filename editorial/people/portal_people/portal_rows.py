"""The choice among portals: who coordinates each, and which have nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from editorial.people.models import Invitation
from regions.models import Portal, PortalMembership, PortalRole
from regions.people import person_name


@dataclass(frozen=True)
class PortalRow:
    """``coordinators``: names; ``invited``: addresses that are invited to coordinate the portal."""

    portal: Portal
    coordinators: list[str]
    invited: list[str]

    @property
    def is_without_coordinator(self) -> bool:
        return not self.coordinators and not self.portal.is_national


def make_portal_rows(portals: Iterable[Portal]) -> list[PortalRow]:
    """Three statements, whatever the number of portals. Those without a coordinator come first."""
    portals = list(portals)
    coordinators: dict[int, list[str]] = {}
    roles = PortalMembership.objects.effective().filter(portal__in=portals, role=PortalRole.COORDINATOR)
    for row in roles.select_related("user").order_by("user__first_name", "pk"):
        coordinators.setdefault(row.portal_id, []).append(person_name(row.user))
    invited: dict[int, list[str]] = {}
    invitations = Invitation.objects.filter(
        portal__in=portals, organisation=None, role=PortalRole.COORDINATOR, accepted_at=None
    )
    for portal_id, address in invitations.order_by("address").values_list("portal_id", "address"):
        invited.setdefault(portal_id, []).append(address)
    rows = [PortalRow(portal, coordinators.get(portal.pk, []), invited.get(portal.pk, [])) for portal in portals]
    return sorted(rows, key=lambda row: not row.is_without_coordinator)
