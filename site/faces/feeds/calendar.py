"""Calendars: one activity's, to be imported, and a search's, to be subscribed to."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import chain
from uuid import UUID

from django.utils import translation
from icalendar import Calendar, Event

from faces.feeds.calendar_events import make_events
from faces.feeds.calendar_timezone import helsinki
from faces.feeds.feed_texts import feed_title
from faces.parts.absolute_urls import CALENDAR, feed_url
from faces.parts.viewpoint import Viewpoint
from regions.models import Portal
from search.models import ListingDocument
from search.query import SearchQuery

#: Activities that are read and written at once.
_BATCH = 500
#: How often a subscribed calendar should be fetched again (RFC 7986, 5.7).
_REFRESH_INTERVAL = datetime.timedelta(hours=12)


def make_activity_calendar(document: ListingDocument, viewpoint: Viewpoint, portal: Portal) -> bytes | None:
    """None for an activity by agreement: it has no times."""
    events = make_events(document, viewpoint, portal)
    return _serialize(_calendar(portal, viewpoint), events) if events else None


def make_search_calendar(query: SearchQuery, ids: Sequence[UUID], viewpoint: Viewpoint) -> Iterator[bytes]:
    """The calendar of a search in pieces, with everything that it found; activities by agreement aren't in it.

    ``ids``: of all results, in a lasting order. Documents are read in batches while the pieces are sent, so memory
    doesn't grow with the search; the number of statements is that of the batches.
    """
    first, last = _ends(_search_calendar(query, viewpoint))
    return chain([first], _batches(query, ids, viewpoint), [last])


def _batches(query: SearchQuery, ids: Sequence[UUID], viewpoint: Viewpoint) -> Iterator[bytes]:
    """Yield the events of each batch. A batch is written in the reader's language, whatever is active around it."""
    shown = ListingDocument.objects.visible(query.portal, query.now)
    for start in range(0, len(ids), _BATCH):
        batch = shown.filter(pk__in=ids[start : start + _BATCH]).order_by("pk")
        with translation.override(viewpoint.language):
            events = [event for document in batch for event in make_events(document, viewpoint, query.portal)]
            content = b"".join(event.to_ical() for event in events)
        yield content


def _search_calendar(query: SearchQuery, viewpoint: Viewpoint) -> Calendar:
    calendar = _calendar(query.portal, viewpoint)
    title = feed_title(query, viewpoint)
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("source", feed_url(query, CALENDAR), {"VALUE": "URI"})
    calendar.add("refresh-interval", _REFRESH_INTERVAL, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    return calendar


def _ends(calendar: Calendar) -> tuple[bytes, bytes]:
    """What stands before the events and behind them."""
    content, end = _serialize(calendar, ()), b"END:VCALENDAR\r\n"
    return content.removesuffix(end), end


def _calendar(portal: Portal, viewpoint: Viewpoint) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{portal.title}//Kototori//{viewpoint.language.upper()}")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    return calendar


def _serialize(calendar: Calendar, events: Sequence[Event]) -> bytes:
    """With CRLF and folded lines. It always has the time zone: a calendar must not be empty (RFC 5545, 3.6)."""
    calendar.add_component(helsinki())
    for event in events:
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
