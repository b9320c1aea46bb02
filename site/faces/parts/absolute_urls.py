"""Addresses with a host: canonical ones of documents, an activity's on one portal, and those of a search's feeds.

A document has one canonical address in each of its languages. It is on the document's home portal, whichever portal
answers.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection
from uuid import UUID

from listings.addresses import activity_path, finder_path, organisation_path
from regions.metadata import Alternate
from regions.models import Portal
from search.models import Document, ListingDocument
from search.query import SearchQuery

#: Names of the feeds below the finder's address, and their media types.
RSS, CALENDAR = "feed.rss", "feed.ics"
RSS_TYPE, CALENDAR_TYPE = "application/rss+xml", "text/calendar"

#: The path of a document on a portal's host, by language and id.
PathOf = Callable[[str, UUID | str], str]


def canonical_language(languages: Collection[str], source_language: str, language: str, home: Portal) -> str:
    """The reader's language where there is text in it, else the source's; one that the home portal has in any case."""
    best = language if language in languages else source_language
    for candidate in (best, source_language):
        if candidate in home.languages:
            return candidate
    return home.first_language


def canonical_url(document: Document, language: str, home: Portal) -> str:
    canonical = canonical_language(document.texts, document.source_language, language, home)
    return f"{home.root_url}{_path_of(document)(canonical, document.pk)}"


def alternates(document: Document, home: Portal) -> tuple[Alternate, ...]:
    """The languages with text that the home portal has, in its order."""
    return alternates_at(_path_of(document), document.pk, document.texts, home)


def alternates_at(path_of: PathOf, key: UUID, languages: Collection[str], home: Portal) -> tuple[Alternate, ...]:
    return tuple(
        Alternate(language, f"{home.root_url}{path_of(language, key)}")
        for language in home.languages
        if language in languages
    )


def addresses_at(
    path_of: PathOf, key: UUID, languages: Collection[str], source_language: str, home: Portal
) -> tuple[Alternate, ...]:
    """Every canonical address of a document: its alternates, or its one address where the home lacks its languages."""
    by_language = alternates_at(path_of, key, languages, home)
    only = canonical_language(languages, source_language, source_language, home)
    return by_language or (Alternate(only, f"{home.root_url}{path_of(only, key)}"),)


def activity_url(document: ListingDocument, language: str, portal: Portal) -> str:
    """The activity's page on this portal, which need not be its home portal."""
    return f"{portal.root_url}{activity_path(language, document.pk)}"


def feed_url(query: SearchQuery, name: str) -> str:
    """The address of a feed of this search (``RSS`` or ``CALENDAR``): the same for every page and order of the list."""
    defaults = SearchQuery(query.portal, query.language, query.now)
    ignored = ("page", "page_size", "facets", "fields", "lang", "sort")
    querystring = dataclasses.replace(query, **{field: getattr(defaults, field) for field in ignored}).querystring()
    address = f"{query.portal.root_url}{finder_path(query.language)}{name}"
    return f"{address}?{querystring}" if querystring else address


def _path_of(document: Document) -> PathOf:
    return activity_path if isinstance(document, ListingDocument) else organisation_path
