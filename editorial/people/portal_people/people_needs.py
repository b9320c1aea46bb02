"""What a portal's people need of its coordinators and of national administrators: numbers on the front page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from editorial.people.models import VALID_FOR, AccessRequest, Invitation
from listings.dashboard import Need, registry
from listings.models import Organisation
from regions.models import Portal, PortalMembership, PortalRole
from regions.permissions import is_national_admin, memberships_of


def people_needs(user: Any) -> Iterator[Need]:
    """Yield old invitations, organisations without a responsible person, and portals without a coordinator.

    National administrators get the first two of the national portal: other portals have coordinators of their own.
    """
    portals = _daily_portals(user)
    if not portals:
        return
    address = reverse("people_of", args=[portals[0].slug]) if len(portals) == 1 else reverse("people")
    count = AccessRequest.objects.for_coordinator(user).filter(organisation__home_portal__in=portals).count()
    words = ngettext("person asks to be let in to an organisation", "people ask to be let in to an organisation", count)
    yield Need(count, words, f"{address}#requests", "group", is_late=True)
    old = Invitation.objects.filter(accepted_at=None, sent_at__lte=timezone.now() - VALID_FOR)
    count = old.filter(Q(organisation=None, portal__in=portals) | Q(organisation__home_portal__in=portals)).count()
    words = ngettext("invitation has not been accepted in time", "invitations have not been accepted in time", count)
    yield Need(count, words, f"{address}#invitations", "mail", is_late=True)
    count = Organisation.objects.without_responsible().filter(home_portal__in=portals).count()
    words = ngettext("organisation has no responsible person", "organisations have no responsible person", count)
    yield Need(count, words, f"{address}#without", "group")
    if is_national_admin(user):
        coordinators = PortalMembership.objects.effective().filter(portal=OuterRef("pk"), role=PortalRole.COORDINATOR)
        count = Portal.objects.filter(~Exists(coordinators), is_national=False).count()
        words = ngettext("portal has no coordinator", "portals have no coordinator", count)
        yield Need(count, words, reverse("people"), "site", is_late=True)


def _daily_portals(user: Any) -> list[Portal]:
    """The portals whose people are the person's own work."""
    own = [portal for portal, role, _languages in memberships_of(user) if role == PortalRole.COORDINATOR]
    if not own and not is_national_admin(user):
        return []
    national = Q(is_national=True) if is_national_admin(user) else Q()
    return list(Portal.objects.filter(Q(pk__in=own) | national))


def connect() -> None:
    registry.register("editorial.people", people_needs, order=500)
