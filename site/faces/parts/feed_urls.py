"""Where a search's feeds are: below the finder, with the same parameters."""

from __future__ import annotations

import dataclasses

from listings.addresses import finder_path
from search.query import SearchQuery

RSS, CALENDAR = "feed.rss", "feed.ics"
RSS_TYPE, CALENDAR_TYPE = "application/rss+xml", "text/calendar"


def feed_url(query: SearchQuery, name: str) -> str:
    """The address of a feed of this search, whatever page of it and in whatever order a reader looks at it."""
    plain = SearchQuery(query.portal, query.language, query.now)
    same = ("page", "page_size", "facets", "fields", "lang", "sort")
    asked = dataclasses.replace(query, **{field: getattr(plain, field) for field in same}).querystring()
    address = f"{query.portal.root_url}{finder_path(query.language)}{name}"
    return f"{address}?{asked}" if asked else address
