"""The documents that a query's portal shows, one after the other, with their times and terms: for the slow judge.

Every rule is told here once more, apart from the engine. Terms are analysed again from what texts and facts say, so
that stored ones are judged, too.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final
from uuid import UUID

from django.utils import timezone

from regions.models import Municipality, Portal
from search.documents.listing_terms import listing_terms
from search.documents.terms import document_terms
from search.models import ListingDocument, Occurrence
from search.query import SearchQuery

EARTH_RADIUS_KM: Final = 6371.0088


def is_shown(document: ListingDocument, portal: Portal, now: datetime.datetime) -> bool:
    """Whether a portal shows a document: by its spans."""
    shown = [row for row in document.shown.all() if row.portal_id == portal.pk]
    return any((row.shown_from is None or row.shown_from <= now) and now < row.shown_until for row in shown)


def is_pinned(document: ListingDocument, portal: Portal, now: datetime.datetime) -> bool:
    shown = [row for row in document.shown.all() if row.portal_id == portal.pk]
    return any(
        (row.shown_from is None or row.shown_from <= now) and row.pinned_until is not None and now < row.pinned_until
        for row in shown
    )


def is_coming(time: Occurrence, now: datetime.datetime) -> bool:
    """Whether a time is not over."""
    return time.date >= timezone.localdate(now) if time.ends_at is None else time.ends_at > now


def fits(time: Occurrence, query: SearchQuery) -> bool:
    """Whether a time is to come and within the query's days and times of day, on any weekday."""
    return (
        is_coming(time, query.now)
        and (query.date_from is None or time.date >= query.date_from)
        and (query.date_to is None or time.date <= query.date_to)
        and (query.time_from is None or _begins_from(time, query.time_from))
        and (query.time_to is None or _is_over_by(time, query.time_to))
    )


def _begins_from(time: Occurrence, first: datetime.time) -> bool:
    return time.start_minute is not None and time.start_minute >= first.hour * 60 + first.minute


def _is_over_by(time: Occurrence, end: datetime.time) -> bool:
    if time.start_minute is None:
        return False
    latest = end.hour * 60 + end.minute or 24 * 60
    if time.start_minute >= latest:
        return False
    if time.end_minute is None or (time.end_minute == 0 and latest == 24 * 60):
        return True
    return time.start_minute <= time.end_minute <= latest


def distance_km(document: ListingDocument, query: SearchQuery) -> float:
    """The way along the ground from ``near``, by the chord between two points of a sphere; infinite without a place."""
    if query.near is None or document.lat is None or document.lon is None:
        return math.inf
    points = []
    for lat, lon in (query.near, (document.lat, document.lon)):
        north, east = math.radians(lat), math.radians(lon)
        points.append((math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)))
    return 2 * EARTH_RADIUS_KM * math.asin(min(math.dist(*points) / 2, 1.0))


@dataclass
class Pool:
    """Documents that a query's portal shows at its moment, with their times and terms."""

    query: SearchQuery

    @cached_property
    def documents(self) -> list[ListingDocument]:
        query = self.query
        chosen = Portal.objects.filter(slug__in=query.portal_slugs)
        return [
            document
            for document in ListingDocument.objects.prefetch_related("occurrences", "shown")
            if is_shown(document, query.portal, query.now)
            and (not query.portal_slugs or any(is_shown(document, portal, query.now) for portal in chosen))
        ]

    @cached_property
    def terms(self) -> dict[UUID, dict[str, str]]:
        return {document.pk: terms_of(document) for document in self.documents}

    def times(self, document: ListingDocument) -> list[Occurrence]:
        """The times of a document that fit the query on any weekday, the soonest first, without cancelled ones."""
        fitting = [time for time in document.occurrences.all() if not time.cancelled and fits(time, self.query)]
        return sorted(fitting, key=lambda time: (time.starts_at, time.pk))

    def next_time(self, document: ListingDocument, weekdays: Collection[int]) -> Occurrence | None:
        return next((time for time in self.times(document) if not weekdays or time.weekday in weekdays), None)

    def takes_place_on(self, document: ListingDocument, weekdays: Collection[int]) -> bool:
        return self.next_time(document, weekdays) is not None


def terms_of(document: ListingDocument) -> dict[str, str]:
    """Return a document's terms with the places in its text."""
    return _terms(json.dumps(document.texts), json.dumps(document.facts), document.municipality)


@lru_cache(maxsize=4096)
def _terms(texts: str, facts: str, code: str) -> dict[str, str]:
    said = json.loads(facts)
    if "organisation" not in said:
        return dict(document_terms(json.loads(texts)))
    municipality = Municipality.objects.filter(code=code).first()
    return dict(listing_terms(json.loads(texts), said, municipality, said["district"]))
