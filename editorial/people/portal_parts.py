"""The part of a portal that is people: its first coordinator is invited when it opens."""

from __future__ import annotations

from django.utils.translation import gettext as _

from editorial.mails.mail_addresses import has_mail_links
from editorial.people.actions.errors import PeopleError
from editorial.people.actions.invite import Invite
from editorial.people.models import Invitation
from regions.models import PortalMembership, PortalRole
from regions.portal_parts import COORDINATOR, PortalContext, PortalPart, register


def ensure_coordinator(context: PortalContext) -> None:
    """Invite the given address, unless that person coordinates the portal or has an invitation that still works."""
    address = context.coordinator.lower()
    if not address or _is_known(context, address):
        return
    try:
        Invite(address, PortalRole.COORDINATOR, portal=context.portal, by=context.user).execute()
    except PeopleError as error:
        context.report(str(error))
    else:
        context.report(_("an invitation to its coordinator"))


def _is_known(context: PortalContext, address: str) -> bool:
    members = PortalMembership.objects.not_over().filter(portal=context.portal, role=PortalRole.COORDINATOR)
    if members.filter(user__email__iexact=address).exists():
        return True
    invitations = Invitation.objects.filter(
        address=address, portal=context.portal, organisation=None, role=PortalRole.COORDINATOR, accepted_at=None
    )
    return any(invitation.is_open for invitation in invitations)


def connect() -> None:
    register(PortalPart(COORDINATOR, 400, ensure_coordinator, is_available=has_mail_links))
