"""What people have on the desk's home: who asks to be let in, their organisations, and their roles in portals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from editorial.desk.home_parts import HomePart
from editorial.people.models import AccessRequest
from editorial.people.role_names import role_name
from listings.addresses import organisation_path
from listings.models import Organisation, OrganisationMembership
from regions.languages import own_name
from regions.models import Portal, PortalMembership
from regions.permissions import coordinates
from regions.portal_request import PortalRequest

#: Rows of each kind that the home shows.
_MOST = 100


@dataclass(frozen=True)
class OwnOrganisation:
    """An organisation of the person; ``public_url`` is empty while visitors don't see it."""

    key: Any
    title: str
    role: str
    portal: str
    status: str
    public_url: str


def requests(request: PortalRequest) -> dict[str, Any] | None:
    rows = list(AccessRequest.objects.for_responsible(request.user)[:_MOST])
    titles = Organisation.objects.filter(pk__in={row.organisation_id for row in rows}).titled().in_bulk()
    return {"requests": [(row, titles[row.organisation_id]) for row in rows]} if rows else None


def roles(request: PortalRequest) -> dict[str, Any] | None:
    organisations = _organisations(request)
    memberships = PortalMembership.objects.effective().filter(user_id=request.user.pk).select_related("portal")
    portal_roles = [
        (row, role_name(row.role), [own_name(code) for code in row.languages])
        for row in memberships.order_by("portal__name", "role")[:_MOST]
    ]
    is_staff = coordinates(request.user)
    if not (organisations or portal_roles or is_staff):
        return None
    return {
        "organisations": organisations,
        "portal_roles": portal_roles,
        "is_staff": is_staff,
        "admin_url": _admin_url(request) if request.user.has_perm("wagtailadmin.access_admin") else "",
    }


def _organisations(request: PortalRequest) -> list[OwnOrganisation]:
    rows = list(
        OrganisationMembership.objects.effective()
        .filter(user_id=request.user.pk)
        .select_related("organisation__home_portal__site")[:_MOST]
    )
    keys = [row.organisation_id for row in rows]
    titles = Organisation.objects.filter(pk__in=keys).titled().in_bulk()
    public = set(Organisation.objects.filter(pk__in=keys).public().values_list("pk", flat=True))
    own = [
        OwnOrganisation(
            key=row.organisation_id,
            title=str(titles[row.organisation_id]),
            role=role_name(row.role),
            portal=str(row.organisation.home_portal.title),
            status=row.organisation.status,
            public_url=_public_url(row.organisation) if row.organisation_id in public else "",
        )
        for row in rows
    ]
    return sorted(own, key=lambda organisation: organisation.title.casefold())


def _public_url(organisation: Organisation) -> str:
    portal = organisation.home_portal
    language = get_language() or ""
    language = language if language in portal.languages else portal.first_language
    return f"{portal.root_url}{organisation_path(language, organisation.pk)}"


def _admin_url(request: PortalRequest) -> str:
    national = request.portal if request.portal.is_national else None
    national = national or Portal.objects.select_related("site").filter(is_national=True).first()
    try:
        return f"{(national or request.portal).root_url}{reverse('wagtailadmin_home')}"
    except NoReverseMatch:
        return ""


REQUESTS = HomePart("editorial/people/home_requests.html", requests)
ROLES = HomePart("editorial/people/home_roles.html", roles)
