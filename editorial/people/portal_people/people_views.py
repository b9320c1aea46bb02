"""The page of a portal's people, and the choice among several portals."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from editorial.mails.mail_addresses import has_mail_links
from editorial.people.portal_people.access_request_views import access_requests
from editorial.people.portal_people.people_frame import frame, own_portals, people_portal
from editorial.people.portal_people.people_lists import make_people_page
from editorial.people.portal_people.people_search import PeopleSearchForm
from editorial.people.portal_people.portal_rows import make_portal_rows


@require_GET
def people(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The people of one portal. Without a name in the address: of the person's only portal, or a choice."""
    portals = own_portals(request.user)
    if not portals:
        raise Http404
    if not slug and len(portals) > 1:
        context = frame(_("People")) | {"portals": make_portal_rows(portals), "may_invite": has_mail_links()}
        return render(request, "editorial/admin/people/portals.html", context)
    portal = people_portal(request, slug or portals[0].slug)
    form = PeopleSearchForm(portal, request.GET or None)
    search = form.search
    context = {
        **frame(_("People: %(portal)s") % {"portal": portal.title}, portal if len(portals) > 1 else None),
        "portal_of_people": portal,
        "may_invite": has_mail_links(),
        "form": form,
        "search": search,
        "people_page": make_people_page(portal, request.user, search, request.GET),
        "access_requests": None if search.is_active else access_requests(portal, request.user),
    }
    return render(request, "editorial/admin/people/people.html", context)
