"""Who may invite, change and remove whom. Views, actions and lists ask here."""

from __future__ import annotations

from typing import Any

from listings.enums import OrganisationRole
from listings.models import Organisation, OrganisationMembership
from regions.models import Portal, PortalRole
from regions.permissions import is_national_admin, may_coordinate


def is_responsible(user: Any, organisation: Organisation) -> bool:
    """Whether the person is one of the organisation's responsible people."""
    return (
        OrganisationMembership.objects.effective()
        .filter(user_id=user.pk, organisation=organisation, role=OrganisationRole.RESPONSIBLE)
        .exists()
    )


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
