"""Who answers somebody who asks to be let in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model

from editorial.people.models import AccessRequest
from listings.models import OrganisationMembership
from regions.portal_staff import coordinators_or_administrators


def answerers_of(request: AccessRequest, *, with_coordinators: bool = False) -> list[Any]:
    """Return the organisation's responsible people; without one, and ``with_coordinators``, those of its portal.

    A portal without coordinators has the national administrators.
    """
    memberships = OrganisationMembership.objects.responsible().filter(organisation=request.organisation_id)
    responsible = _people(memberships.values("user"))
    if responsible and not with_coordinators:
        return responsible
    of_portal = coordinators_or_administrators(request.organisation.home_portal)
    known = {person.pk for person in responsible}
    return [*responsible, *(person for person in of_portal if person.pk not in known)]


def _people(keys: Any) -> list[Any]:
    users = get_user_model()._default_manager.filter(pk__in=keys).select_related("wagtail_userprofile")
    return list(users.order_by("pk"))
