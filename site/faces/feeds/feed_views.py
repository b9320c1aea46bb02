"""A search as RSS and as a calendar, and one activity's times as a calendar file."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from faces.feeds import calendar, rss
from faces.parts.feed_urls import CALENDAR_TYPE, RSS_TYPE
from faces.parts.viewpoint import Viewpoint
from listings.addresses import activities_slug
from regions.models import Portal
from regions.views import portal_of
from search.engines import get_engine
from search.models import ListingDocument
from search.query import InvalidQuery, SearchQuery


@require_safe
def search_rss(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    portal = _portal(request, language, slug)
    now = timezone.now()
    try:
        query = _query(request, portal, language, now)
    except InvalidQuery as invalid:
        return _refused(invalid)
    query = query.with_(page_size=rss.MOST_ITEMS, facets=False, sort=query.sort or "modified")
    found = get_engine().search(query)
    return _answer(rss.make_rss(query, found.documents, Viewpoint.of(language, now)), RSS_TYPE)


@require_safe
def search_calendar(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    portal = _portal(request, language, slug)
    now = timezone.now()
    try:
        query = _query(request, portal, language, now)
    except InvalidQuery as invalid:
        return _refused(invalid)
    query = query.with_(page_size=calendar.MOST_ACTIVITIES, facets=False)
    found = get_engine().search(query)
    content = calendar.calendar_of_search(query, found.documents, Viewpoint.of(language, now))
    return _calendar(content, f"{portal.slug}.ics")


@require_safe
def activity_calendar(request: HttpRequest, language: str, slug: str, listing_id: UUID) -> HttpResponse:
    """404 for what this portal doesn't show now, and for what takes place by agreement."""
    portal = _portal(request, language, slug)
    now = timezone.now()
    document = ListingDocument.objects.visible(portal, now).filter(pk=listing_id).first()
    if document is None:
        raise Http404
    content = calendar.calendar_of_activity(document, Viewpoint.of(language, now), portal)
    if content is None:
        raise Http404
    return _calendar(content, f"{portal.slug}-{str(document.pk)[:8]}.ics")


def _portal(request: HttpRequest, language: str, slug: str) -> Portal:
    """The portal that answers, which must have the language, whose finder must have this name."""
    portal = portal_of(request)
    if language not in portal.languages or slug != activities_slug(language):
        raise Http404
    return portal


def _query(request: HttpRequest, portal: Portal, language: str, now: datetime.datetime) -> SearchQuery:
    return SearchQuery.from_parameters(request.GET, portal=portal, language=language, now=now, strict=False)


def _refused(invalid: InvalidQuery) -> HttpResponse:
    """What can't be read, a line each: programs and their makers read this."""
    lines = [f"{error.parameter}: {error.message}" for error in invalid.errors]
    return HttpResponse("\n".join([*lines, ""]), status=400, content_type="text/plain; charset=utf-8")


def _answer(content: str | bytes, media_type: str) -> HttpResponse:
    """Search engines list the pages, not their feeds."""
    return HttpResponse(content, content_type=f"{media_type}; charset=utf-8", headers={"X-Robots-Tag": "noindex"})


def _calendar(content: bytes, name: str) -> HttpResponse:
    response = _answer(content, CALENDAR_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
