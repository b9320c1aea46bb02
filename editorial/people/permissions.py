"""Who may invite, change and remove whom. Views, actions and lists ask here."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q

from editorial.people.models import Invitation
from listings.models import Organisation, OrganisationMembership
from regions.models import Portal, PortalMembership, PortalRole
from regions.permissions import is_national_admin, may_coordinate


def is_responsible(user: Any, organisation: Organisation) -> bool:
    """Whether the person is one of the organisation's responsible people."""
    return OrganisationMembership.objects.responsible().filter(user_id=user.pk, organisation=organisation).exists()


def may_manage_organisation(user: Any, organisation: Organisation) -> bool:
    """Whether the person may invite people to the organisation and remove them.

    Its responsible people may, and the coordinators of its home portal.
    """
    return may_coordinate(user, organisation.home_portal) or is_responsible(user, organisation)


def may_give_role(user: Any, portal: Portal, role: str) -> bool:
    """Whether the person may give this role in the portal, change it and take it away.

    Coordinators give the roles of their own portal; only national administrators make another one.
    """
    if role == PortalRole.NATIONAL_ADMIN:
        return is_national_admin(user) and portal.is_national
    return role in PortalRole.values and may_coordinate(user, portal)


def gives_role_until(user: Any, portal: Portal, role: str) -> datetime.date | None:
    """Return the last day until which the person may give this role; None without an end.

    It is the last day of the role by which they give it: a substitute's ends with the substitute's.
    """
    givers = Q(role=PortalRole.NATIONAL_ADMIN)
    if role != PortalRole.NATIONAL_ADMIN:
        givers |= Q(role=PortalRole.COORDINATOR, portal=portal)
    own = PortalMembership.objects.effective().filter(givers, user_id=user.pk)
    days: list[datetime.date | None] = list(own.values_list("ends_on", flat=True))
    ends = [day for day in days if day is not None]
    return max(ends) if ends and len(ends) == len(days) else None


def may_manage_invitation(user: Any, invitation: Invitation) -> bool:
    """Whether the person may send the invitation again and take it back."""
    if invitation.organisation is not None:
        return may_manage_organisation(user, invitation.organisation)
    return may_give_role(user, invitation.portal, invitation.role)


def is_only_responsible(user: Any, organisation: Organisation) -> bool:
    """Whether the person is responsible for the organisation and nobody else is."""
    return _only_responsible(organisation) == user.pk


def who_must_stay(organisation: Organisation, *, by: Any) -> int | None:
    """Return the id of the one responsible person who neither steps down nor goes; None where everybody may.

    Nobody else could let people in. The portal's coordinators can, so what they do (``by``; None for a program) isn't
    held up, also where it is about themselves.
    """
    if by is not None and may_coordinate(by, organisation.home_portal):
        return None
    return _only_responsible(organisation)


def _only_responsible(organisation: Organisation) -> int | None:
    responsible = OrganisationMembership.objects.responsible().filter(organisation=organisation)
    first, *others = [*responsible.values_list("user_id", flat=True)[:2]] or [None]
    return None if others else first
