"""The organisations of a person at the desk, read once for a request: several parts of the home ask for them."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from listings.models import Organisation, OrganisationMembership
from regions.portal_request import PortalRequest

#: Organisations of one person that are shown.
MOST_ORGANISATIONS = 200


def organisations_of(request: PortalRequest) -> list[Any]:
    """Return the organisations that the person writes for, by name, on whatever portal. One statement for a request.

    Each has ``own_role``, the person's role, and ``is_public``, whether visitors see it.
    """
    known = vars(request)
    if "_own_organisations" not in known:
        known["_own_organisations"] = _read(request.user)
    organisations: list[Any] = known["_own_organisations"]
    return organisations


def _read(user: Any) -> list[Any]:
    memberships = OrganisationMembership.objects.effective().filter(user_id=user.pk)
    public = Organisation.objects.public().filter(pk=OuterRef("pk"))
    rows = (
        Organisation.objects.with_portal()
        .written_by(user)
        .titled(drafts=Organisation.objects.worked_for(user))
        .annotate(
            own_role=Subquery(memberships.filter(organisation=OuterRef("pk")).values("role")[:1]),
            is_public=Exists(public),
        )
    )
    return sorted(rows.order_by("pk")[:MOST_ORGANISATIONS], key=lambda row: (str(row).casefold(), row.pk))
