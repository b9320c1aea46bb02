"""What the read model adds to a portal's sitemap: its lists, and the documents whose canonical address is here.

Sensitive activities (need E12) aren't named: their pages aren't for search engines either (``presentation.metadata``).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Max

from listings.addresses import activity_path, finder_path, organisation_path, organisations_path
from regions.models import Portal
from regions.sitemap import Extent, SitemapPage, SitemapPart, in_all_languages, listed
from search.models import ListingDocument, OrganisationDocument
from search.presentation.addresses import PathOf, addresses_at


def lists(portal: Portal, now: datetime.datetime) -> Sequence[SitemapPage]:
    return [in_all_languages(portal, finder_path), in_all_languages(portal, organisations_path)]


def _activities(portal: Portal, now: datetime.datetime) -> Any:
    return ListingDocument.objects.visible(portal, now).canonical_on(portal).not_sensitive()


def _organisations(portal: Portal, now: datetime.datetime) -> Any:
    return OrganisationDocument.objects.visible(portal).canonical_on(portal)


def _extent(documents: Any) -> Extent:
    found = documents.aggregate(count=Count("pk"), modified=Max("modified"))
    return Extent(found["count"], found["modified"])


def _pages(documents: Any, path_of: PathOf, portal: Portal, offset: int, limit: int) -> Iterable[SitemapPage]:
    """Of each document only what an entry needs: the keys of ``sort_titles`` are the languages that it has text in."""
    rows = documents.order_by("pk").values_list("pk", "modified", "source_language", "sort_titles")
    for key, modified, source_language, titles in rows[offset : offset + limit]:
        yield SitemapPage(addresses_at(path_of, key, titles, source_language, portal), modified)


LISTS = listed("lists", 100, lists)
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
PARTS = (LISTS, ACTIVITIES, ORGANISATIONS)
