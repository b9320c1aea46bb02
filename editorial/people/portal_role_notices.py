"""Who is told by mail about a role in a portal, and when. ``portal_role_mails`` has the words."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from editorial.mails.queueing import queue_mail
from regions.models import PortalMembership, PortalRole
from regions.portal_staff import coordinators_or_administrators, national_administrators

#: Kinds of mails to the person.
ROLE_CHANGED = "portal-role-changed"
ROLE_REMOVED = "portal-role-removed"
ROLE_ENDS_SOON = "portal-role-ends-soon"
ROLE_ENDED = "portal-role-ended"
#: Kinds of mails to the portal's coordinators (of national roles: to the national administrators), about somebody else.
COORDINATOR_CAME = "coordinator-came"
COORDINATOR_LEFT = "coordinator-left"
ADMINISTRATOR_CAME = "national-administrator-came"
ADMINISTRATOR_LEFT = "national-administrator-left"
OTHERS_ROLE_ENDS_SOON = "others-role-ends-soon"
OTHERS_ROLE_ENDED = "others-role-ended"


def tell_person(kind: str, membership: PortalMembership, *, by: Any = None, period: str = "") -> None:
    """Queue a mail to the person of the membership; none to somebody who did it to themselves."""
    person = membership.user
    if person.is_active and person.email and (by is None or by.pk != person.pk):
        _queue(kind, membership, person, by, period)


def tell_coordinators(kind: str, membership: PortalMembership, *, by: Any = None, period: str = "") -> None:
    """Queue a mail to each coordinator of the portal, without the person and without who did it.

    Where nobody else coordinates the portal, and of national roles, the national administrators get it.
    """
    if membership.role == PortalRole.NATIONAL_ADMIN:
        others = list(national_administrators())
    else:
        others = coordinators_or_administrators(membership.portal, without=membership.user)
    for recipient in others:
        if recipient.email and recipient.pk not in (membership.user_id, by.pk if by is not None else None):
            _queue(kind, membership, recipient, by, period)


def tell_of_arrival(membership: PortalMembership) -> None:
    """Queue the mails about a new coordinator or national administrator."""
    kind = {PortalRole.COORDINATOR: COORDINATOR_CAME, PortalRole.NATIONAL_ADMIN: ADMINISTRATOR_CAME}
    if membership.role in kind:
        tell_coordinators(kind[PortalRole(membership.role)], membership)


def tell_of_departure(membership: PortalMembership, *, by: Any) -> None:
    """Queue the mails about a coordinator or national administrator who goes. The row is still there."""
    kind = {PortalRole.COORDINATOR: COORDINATOR_LEFT, PortalRole.NATIONAL_ADMIN: ADMINISTRATOR_LEFT}
    if membership.role in kind:
        tell_coordinators(kind[PortalRole(membership.role)], membership, by=by)


def _queue(kind: str, membership: PortalMembership, recipient: Any, by: Any, period: str) -> None:
    """The role and the person are kept with the mail: the row of a removed role is gone when the mail is written."""
    facts = {"role": membership.role, "person": membership.user_id, "by": by.pk if by is not None else None}
    queue_mail(
        kind,
        portal=membership.portal,
        person=recipient,
        thing=membership,
        period=period or timezone.now().isoformat(timespec="microseconds"),
        facts=facts,
    )
