"""Who answers somebody who asks to be let in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model

from editorial.people.models import AccessRequest
from listings.models import OrganisationMembership
from regions.models import PortalMembership, PortalRole


def answerers_of(request: AccessRequest, *, with_coordinators: bool = False) -> list[Any]:
    """Return the organisation's responsible people; without one, and ``with_coordinators``, those of its portal.

    A portal without coordinators has the national administrators.
    """
    memberships = OrganisationMembership.objects.responsible().filter(organisation=request.organisation_id)
    responsible = _people(memberships.values("user"))
    if responsible and not with_coordinators:
        return responsible
    portal = request.organisation.home_portal_id
    coordinators = PortalMembership.objects.effective().filter(portal=portal, role=PortalRole.COORDINATOR)
    return [*responsible, *(_people(coordinators.values("user")) or _national_administrators())]


def _national_administrators() -> list[Any]:
    members = PortalMembership.objects.effective().filter(role=PortalRole.NATIONAL_ADMIN)
    return _people(members.values("user"))


def _people(keys: Any) -> list[Any]:
    users = get_user_model()._default_manager.filter(pk__in=keys).select_related("wagtail_userprofile")
    return list(users.order_by("pk"))
