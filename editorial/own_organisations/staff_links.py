"""Where coordinators go on from the desk: the admin, on the national portal's host."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from listings.models import OrganisationPage
from regions.known_portals import national_portal
from regions.portal_request import PortalRequest


def admin_form_url(request: PortalRequest, page: OrganisationPage) -> str:
    """Return the address of the page's form in the admin; empty for who has no admin, or where there is none."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return ""
    portal = national_portal() or request.portal
    try:
        return f"{portal.root_url}{reverse('wagtailadmin_pages:edit', args=[page.pk])}"
    except NoReverseMatch:
        return ""
