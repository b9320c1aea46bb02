"""What people have on the desk's home: who asks to be let in, their organisations, and their roles in portals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from editorial.desk.home_parts import HomePart
from editorial.desk.own_organisations import organisations_of
from editorial.people.models import AccessRequest
from editorial.people.role_names import role_name
from listings.addresses import organisation_path
from listings.models import Organisation
from regions.languages import own_name
from regions.models import Portal, PortalMembership
from regions.permissions import coordinates, memberships_of
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
    titles = {organisation.pk: organisation for organisation in organisations_of(request)}
    shown = [(row, titles[row.organisation_id]) for row in rows if row.organisation_id in titles]
    return {"requests": shown} if shown else None


def roles(request: PortalRequest) -> dict[str, Any] | None:
    organisations = _organisations(request)
    portal_roles = _portal_roles(request.user)
    is_staff = coordinates(request.user)
    if not (organisations or portal_roles or is_staff):
        return None
    return {
        "organisations": organisations,
        "portal_roles": portal_roles,
        "is_staff": is_staff,
        "admin_url": _admin_url(request) if is_staff or portal_roles else "",
    }


def _portal_roles(user: Any) -> list[Any]:
    """Return (membership, role, languages); nothing is read for who has no role in a portal."""
    if not memberships_of(user):
        return []
    rows = PortalMembership.objects.effective().filter(user_id=user.pk).select_related("portal")
    return [
        (row, role_name(row.role), [own_name(code) for code in row.languages])
        for row in rows.order_by("portal__name", "role")[:_MOST]
    ]


def _organisations(request: PortalRequest) -> list[OwnOrganisation]:
    return [
        OwnOrganisation(
            key=row.pk,
            title=str(row),
            role=role_name(row.own_role),
            portal=str(row.home_portal.title),
            status=row.status,
            public_url=_public_url(row) if row.is_public else "",
        )
        for row in organisations_of(request)
    ]


def _public_url(organisation: Organisation) -> str:
    portal = organisation.home_portal
    language = get_language() or ""
    language = language if language in portal.languages else portal.first_language
    return f"{portal.root_url}{organisation_path(language, organisation.pk)}"


def _admin_url(request: PortalRequest) -> str:
    """The address of the admin on the national host; empty for who may not open it."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return ""
    national = request.portal if request.portal.is_national else None
    national = national or Portal.objects.select_related("site").filter(is_national=True).first()
    try:
        return f"{(national or request.portal).root_url}{reverse('wagtailadmin_home')}"
    except NoReverseMatch:
        return ""


REQUESTS = HomePart("editorial/people/home_requests.html", requests, is_need=True)
ROLES = HomePart("editorial/people/home_roles.html", roles)
