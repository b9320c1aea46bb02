"""410 for what this portal once showed and no longer shows, with suggestions of activities (RFC 9110, 15.5.11)."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse

from faces.ended.ended_view_model import make_ended
from faces.parts.coming_week import coming_week
from faces.parts.viewpoint import Viewpoint, viewpoint_of
from regions.metadata import unlisted
from regions.models import Portal
from regions.portal_request import PortalRequest
from search.engines import get_engine
from search.engines.base import Results
from search.models import DocumentKind, ListingDocument, Tombstone
from search.query import SearchQuery

#: Activities that the page offers instead.
_SUGGESTIONS = 6


def ended_activity_page(request: PortalRequest, listing_id: UUID) -> HttpResponse:
    """The page for an activity that isn't shown now; called only for those. One query or two.

    404 for what this portal never showed: unknown, a draft, out of its scope, excluded from it. An expired or past
    activity suggests similar ones. A removed or sensitive one tells nothing of itself, so the page shows the coming
    week.
    """
    portal = request.portal
    viewpoint = viewpoint_of(request)
    ended = ListingDocument.objects.ended_in(portal, viewpoint.now).filter(pk=listing_id).first()
    if ended is None:
        _raise_404_unless_removed(portal, DocumentKind.LISTING, listing_id)
    alike = [] if ended is None or ended.facts["sensitive"] else _alike(ended, portal, viewpoint.now)
    return _ended_page(request, DocumentKind.LISTING, alike, viewpoint)


def removed_organisation_page(request: PortalRequest, organisation_id: UUID) -> HttpResponse:
    """The page for an organisation that this portal showed until it was removed; 404 for any other."""
    _raise_404_unless_removed(request.portal, DocumentKind.ORGANISATION, organisation_id)
    return _ended_page(request, DocumentKind.ORGANISATION, [], viewpoint_of(request))


def _raise_404_unless_removed(portal: Portal, kind: DocumentKind, key: UUID) -> None:
    if not Tombstone.objects.removed_from(portal, kind).filter(pk=key).exists():
        raise Http404


def _alike(document: ListingDocument, portal: Portal, now: datetime.datetime) -> list[ListingDocument]:
    return list(ListingDocument.objects.visible(portal, now).similar_to(document)[:_SUGGESTIONS])


def _ended_page(
    request: PortalRequest, kind: DocumentKind, alike: list[ListingDocument], viewpoint: Viewpoint
) -> TemplateResponse:
    week = None if alike else _this_week(request, viewpoint)
    view = make_ended(kind, alike, week, viewpoint)
    context = {"view": view, "metadata": unlisted(view.title)}
    return TemplateResponse(request, "faces/ended.html", context, status=410)


def _this_week(request: PortalRequest, viewpoint: Viewpoint) -> Results:
    query = SearchQuery(request.portal, viewpoint.language, viewpoint.now, codes={"section": ("activity",)})
    return get_engine().search(coming_week(query, limit=_SUGGESTIONS))
