"""What the read model adds to a portal's sitemap: its lists, and the documents whose canonical address is here.

Sensitive activities are not named (docs/needs.md, E12): their pages are not for search engines either
(``faces.head.page_metadata``).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.db.models import Count, Max

from faces.parts.absolute_urls import PathOf, addresses_at
from listings.addresses import activity_path, finder_path, organisation_path, organisations_path, theme_path
from regions.models import Portal
from regions.sitemap import Extent, SitemapPage, SitemapPart, in_all_languages, small_part
from search.engines import get_engine
from search.models import ListingDocument, OrganisationDocument
from search.query import SearchQuery


def lists(portal: Portal, now: datetime.datetime) -> Sequence[SitemapPage]:
    return [in_all_languages(portal, finder_path), in_all_languages(portal, organisations_path)]


def themes(portal: Portal, now: datetime.datetime) -> Sequence[SitemapPage]:
    """Themes of which the portal has something now; the others' pages are no pages for search engines. One search."""
    query = SearchQuery(portal, portal.first_language, now, page_size=1)
    codes = sorted(value.code for value in get_engine().search(query).facets.get("theme", ()) if value.count)
    return [in_all_languages(portal, partial(_theme_path, code)) for code in codes]


def _theme_path(theme: str, language: str) -> str:
    return theme_path(language, theme)


def _activities(portal: Portal, now: datetime.datetime) -> Any:
    return ListingDocument.objects.visible(portal, now).canonical_on(portal).not_sensitive()


def _organisations(portal: Portal, now: datetime.datetime) -> Any:
    return OrganisationDocument.objects.visible(portal).canonical_on(portal)


def _extent(documents: Any) -> Extent:
    totals = documents.aggregate(count=Count("pk"), modified=Max("modified"))
    return Extent(totals["count"], totals["modified"])


def _pages(documents: Any, path_of: PathOf, portal: Portal, offset: int, limit: int) -> Iterable[SitemapPage]:
    """Of each document only what an entry needs: the keys of ``sort_titles`` are the languages that it has text in."""
    rows = documents.order_by("pk").values_list("pk", "modified", "source_language", "sort_titles")
    for key, modified, source_language, titles in rows[offset : offset + limit]:
        yield SitemapPage(addresses_at(path_of, key, titles, source_language, portal), modified)


LISTS = small_part("lists", 100, lists)
ACTIVITIES = SitemapPart(
    "activities",
    300,
    lambda portal, now: _extent(_activities(portal, now)),
    lambda portal, now, offset, limit: _pages(_activities(portal, now), activity_path, portal, offset, limit),
)
ORGANISATIONS = SitemapPart(
    "organisations",
    400,
    lambda portal, now: _extent(_organisations(portal, now)),
    lambda portal, now, offset, limit: _pages(_organisations(portal, now), organisation_path, portal, offset, limit),
)
THEMES = small_part("themes", 150, themes)
PARTS = (LISTS, THEMES, ACTIVITIES, ORGANISATIONS)
