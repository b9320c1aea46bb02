"""Who may invite, change and remove whom. Views, actions and lists ask here."""

from __future__ import annotations

from typing import Any

from editorial.people.models import Invitation
from listings.models import Organisation, OrganisationMembership
from regions.models import Portal, PortalRole
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


def may_manage_invitation(user: Any, invitation: Invitation) -> bool:
    """Whether the person may send the invitation again and take it back."""
    if invitation.organisation is not None:
        return may_manage_organisation(user, invitation.organisation)
    return may_give_role(user, invitation.portal, invitation.role)


def is_only_responsible(user: Any, organisation: Organisation) -> bool:
    """Whether the person is responsible for the organisation and nobody else is."""
    responsible = OrganisationMembership.objects.responsible().filter(organisation=organisation)
    return list(responsible.values_list("user_id", flat=True)[:2]) == [user.pk]
