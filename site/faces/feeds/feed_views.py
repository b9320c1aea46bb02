"""A search as RSS and as a calendar, and one activity's times as a calendar file."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from faces.feeds import calendar, rss
from faces.parts.absolute_urls import CALENDAR_TYPE, RSS_TYPE
from faces.parts.following import MAX_RSS_ITEMS
from faces.parts.viewpoint import Viewpoint
from listings.addresses import activities_slug
from regions.models import Portal
from regions.portal_request import PortalRequest
from regions.views import portal_of
from search.engines import get_engine
from search.models import ListingDocument
from search.query import InvalidQuery, SearchQuery

#: Search engines are to list the pages, not their feeds.
_HEADERS = {"X-Robots-Tag": "noindex"}


@require_safe
def search_rss(request: PortalRequest, language: str, slug: str) -> HttpResponse:
    try:
        query = _read_query(request, language, slug)
    except InvalidQuery as invalid:
        return _refused(invalid)
    query = query.with_(page_size=MAX_RSS_ITEMS, facets=False, sort=query.sort or "modified")
    results = get_engine().search(query)
    return _feed(
        rss.make_rss(query, results.documents, Viewpoint.of(language, query.now, query.portal.languages)), RSS_TYPE
    )


@require_safe
def search_calendar(request: PortalRequest, language: str, slug: str) -> HttpResponseBase:
    """Sent in pieces, because it has all that the search finds. It opens in the program that follows it."""
    try:
        query = _read_query(request, language, slug)
    except InvalidQuery as invalid:
        return _refused(invalid)
    ids = () if request.method == "HEAD" else get_engine().ids(query)
    pieces = calendar.make_search_calendar(query, ids, Viewpoint.of(language, query.now, query.portal.languages))
    headers = {**_HEADERS, "Content-Disposition": f'inline; filename="{query.portal.slug}.ics"'}
    return StreamingHttpResponse(pieces, content_type=f"{CALENDAR_TYPE}; charset=utf-8", headers=headers)


@require_safe
def activity_calendar(request: PortalRequest, language: str, slug: str, listing_id: UUID) -> HttpResponse:
    """404 for what this portal doesn't show now, and for an activity by agreement."""
    portal = _portal(request, language, slug)
    now = timezone.now()
    document = ListingDocument.objects.visible(portal, now).filter(pk=listing_id).first()
    if document is None:
        raise Http404
    content = calendar.make_activity_calendar(document, Viewpoint.of(language, now, portal.languages), portal)
    if content is None:
        raise Http404
    return _calendar_file(content, f"{portal.slug}-{str(document.pk)[:8]}.ics")


def _portal(request: PortalRequest, language: str, slug: str) -> Portal:
    """The portal that answers. 404 unless it has the language, and the slug is the finder's in that language."""
    portal = portal_of(request)
    if language not in portal.languages or slug != activities_slug(language):
        raise Http404
    return portal


def _read_query(request: PortalRequest, language: str, slug: str) -> SearchQuery:
    """Raises ``InvalidQuery``; ``Http404`` for an address that isn't the finder's."""
    portal = _portal(request, language, slug)
    return SearchQuery.from_parameters(request.GET, portal=portal, language=language, now=timezone.now(), strict=False)


def _refused(invalid: InvalidQuery) -> HttpResponse:
    """The errors, a line each: programs and their developers read this."""
    lines = [f"{error.parameter}: {error.message}" for error in invalid.errors]
    return HttpResponse("\n".join([*lines, ""]), status=400, content_type="text/plain; charset=utf-8")


def _feed(content: str | bytes, media_type: str) -> HttpResponse:
    return HttpResponse(content, content_type=f"{media_type}; charset=utf-8", headers=_HEADERS)


def _calendar_file(content: bytes, name: str) -> HttpResponse:
    """One activity's, to be kept as a file."""
    response = _feed(content, CALENDAR_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
