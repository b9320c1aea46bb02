"""410 for what this portal showed once and can't show any more, with something else to go to (RFC 9110, 15.5.11)."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language

from faces.ended.ended_view_model import make_ended
from faces.home.home_view_models import DAYS_AHEAD
from faces.parts.viewpoint import Viewpoint
from regions.metadata import unlisted
from regions.models import Portal
from regions.portal_request import PortalRequest
from search.engines import get_engine
from search.engines.base import Results
from search.models import DocumentKind, ListingDocument, Tombstone
from search.query import SearchQuery

#: Activities that the page offers instead.
OFFERED = 6


def activity_gone(request: PortalRequest, listing_id: UUID) -> HttpResponse:
    """The page for an activity that isn't shown now. Asked only where it isn't: one query, or two.

    404 for what this portal never showed: unknown, a draft, out of its scope, excluded from it. What has expired or is
    over suggests its like; what was removed, or is sensitive, says nothing of itself, so anything on this week does.
    """
    portal = request.portal
    viewpoint = _viewpoint(portal)
    ended = ListingDocument.objects.ended_in(portal, viewpoint.now).defer("vector").filter(pk=listing_id).first()
    if ended is None:
        _refuse_unknown(portal, DocumentKind.LISTING, listing_id)
    alike = [] if ended is None or ended.facts["sensitive"] else _alike(ended, portal, viewpoint.now)
    return _answer(request, DocumentKind.LISTING, alike, viewpoint)


def organisation_gone(request: PortalRequest, organisation_id: UUID) -> HttpResponse:
    """The page for an organisation that this portal showed until it was removed; 404 for any other."""
    portal = request.portal
    _refuse_unknown(portal, DocumentKind.ORGANISATION, organisation_id)
    return _answer(request, DocumentKind.ORGANISATION, [], _viewpoint(portal))


def _refuse_unknown(portal: Portal, kind: DocumentKind, key: UUID) -> None:
    if not Tombstone.objects.left_in(portal, kind).filter(pk=key).exists():
        raise Http404


def _viewpoint(portal: Portal) -> Viewpoint:
    return Viewpoint.of(get_language() or portal.first_language, timezone.now())


def _alike(document: ListingDocument, portal: Portal, now: datetime.datetime) -> list[ListingDocument]:
    return list(ListingDocument.objects.visible(portal, now).like(document)[:OFFERED])


def _answer(
    request: PortalRequest, kind: DocumentKind, alike: list[ListingDocument], viewpoint: Viewpoint
) -> TemplateResponse:
    week = None if alike else _this_week(request, viewpoint)
    view = make_ended(kind, alike, week, viewpoint)
    context = {"view": view, "metadata": unlisted(view.title)}
    return TemplateResponse(request, "faces/ended.html", context, status=410)


def _this_week(request: PortalRequest, viewpoint: Viewpoint) -> Results:
    last = viewpoint.today + datetime.timedelta(days=DAYS_AHEAD - 1)
    query = SearchQuery(
        request.portal,
        viewpoint.language,
        viewpoint.now,
        codes={"section": ("activity",)},
        date_from=viewpoint.today,
        date_to=last,
        sort="next",
        page_size=OFFERED,
        facets=False,
    )
    return get_engine().search(query)
