"""Calendars: of one activity, to be kept, and of a search, to be followed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from icalendar import Calendar, Event

from faces.feeds.calendar_events import events_of
from faces.feeds.calendar_timezone import helsinki
from faces.feeds.feed_texts import feed_title
from faces.parts.feed_urls import CALENDAR, feed_url
from faces.parts.viewpoint import Viewpoint
from regions.models import Portal
from search.models import ListingDocument
from search.query import SearchQuery

MOST_ACTIVITIES = 100
#: How often a calendar that follows a search should ask again (RFC 7986, 5.7).
_ASK_AGAIN = datetime.timedelta(hours=12)


def calendar_of_activity(document: ListingDocument, viewpoint: Viewpoint, portal: Portal) -> bytes | None:
    """None where there is no time to note."""
    events = events_of(document, viewpoint, portal)
    return _written(_calendar(portal, viewpoint), events) if events else None


def calendar_of_search(query: SearchQuery, documents: Sequence[ListingDocument], viewpoint: Viewpoint) -> bytes:
    """What takes place by agreement isn't in it."""
    calendar = _calendar(query.portal, viewpoint)
    title = feed_title(query, viewpoint)
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("source", feed_url(query, CALENDAR), {"VALUE": "URI"})
    calendar.add("refresh-interval", _ASK_AGAIN, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    return _written(calendar, [event for one in documents for event in events_of(one, viewpoint, query.portal)])


def _calendar(portal: Portal, viewpoint: Viewpoint) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{portal.title}//Kototori//{viewpoint.language.upper()}")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    return calendar


def _written(calendar: Calendar, events: Sequence[Event]) -> bytes:
    """With CRLF and folded lines. The zone is always there: an empty calendar has to hold something (RFC 5545, 3.6)."""
    calendar.add_component(helsinki())
    for event in events:
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
