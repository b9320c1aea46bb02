"""A query's filters as conditions on documents, apart from its words."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Exists, F, FloatField, OuterRef, Q, QuerySet
from django.db.models.expressions import Expression, Func, Value
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

from listings.enums import ListingStatus, SignUpType
from regions.models import Portal
from search.models import ListingDocument, Occurrence
from search.query import CODE_FACETS, SearchQuery
from search.query.value_formats import is_end_of_day

EARTH_RADIUS_KM = 6371.0088


def visible(query: SearchQuery) -> QuerySet[ListingDocument]:
    """Return the documents that the query's portal shows at its moment, narrowed by ``portal=`` only."""
    documents = ListingDocument.objects.visible(query.portal, query.now)
    if query.portal_slugs:
        chosen = Portal.objects.filter(slug__in=query.portal_slugs).values("pk")
        documents = documents.shown_in_any(chosen, query.now)
    return documents


def facet_conditions(query: SearchQuery) -> dict[str, Q]:
    """Return the conditions of the facets of which the query has chosen values.

    ``my_level`` belongs to the facet of required levels, which is counted without it, too.
    """
    conditions = {name: Q(codes__overlap=codes) for name in CODE_FACETS if (codes := query.document_codes(name))}
    if query.my_level:
        suiting = Q(codes__overlap=[f"required_level:{level}" for level in query.levels])
        conditions["required_level"] = conditions.get("required_level", Q()) & suiting
    if query.weekday:
        conditions["weekday"] = _on_weekdays(query)
    return conditions


def _on_weekdays(query: SearchQuery) -> Q:
    """Return whether a document has a time on one of the weekdays.

    Without days and times in the query ``weekday_ends`` tells it, except on the last day itself.
    """
    has_time = Q(Exists(_of_document(fitting_occurrences(query))))
    if query.is_timed:
        return has_time
    condition = Q()
    for day in query.weekday:
        last = f"weekday_ends__{day - 1}"
        condition |= Q(**{f"{last}__gt": query.today}) | (Q(**{last: query.today}) & has_time)
    return condition


def other_conditions(query: SearchQuery) -> Q:
    """Return the conditions of all filters that are not facets."""
    condition = Q()
    if areas := query.document_codes("area"):
        condition &= Q(codes__overlap=areas)
    if query.organisation:
        condition &= Q(organisation_id__in=query.organisation)
    if query.modified_since:
        condition &= Q(modified__gte=query.modified_since)
    if query.confirmed_within:
        condition &= Q(confirmed_on__gte=query.today - datetime.timedelta(days=query.confirmed_within))
    if query.sign_up_open:
        condition &= _sign_up_open(query.today)
    if query.radius is not None:
        condition &= Q(distance__lte=query.radius)
    if query.is_timed:
        condition &= Q(Exists(_of_document(fitting_occurrences(query, any_weekday=True))))
    return condition


def _sign_up_open(today: datetime.date) -> Q:
    """Return whether one can still join: it is active, and needs no sign-up or its deadline has not passed."""
    in_time = Q(sign_up_deadline=None) | Q(sign_up_deadline__gte=today)
    takes_place = Q(status=ListingStatus.ACTIVE) | Q(status=ListingStatus.PAUSED, paused_until__lt=today)
    return takes_place & (Q(codes__contains=[f"sign_up:{SignUpType.NONE}"]) | in_time)


def fitting_occurrences(
    query: SearchQuery, *, any_weekday: bool = False, with_cancelled: bool = False
) -> QuerySet[Occurrence]:
    """Return coming occurrences that fit the query's days, weekdays and times of day, all at once.

    ``any_weekday``: its weekdays are ignored. ``with_cancelled``: cancelled occurrences are included. An occurrence
    has to lie within the times of day as a whole, or begin in them if it has no end. One that ends at midnight lies
    within its day; one that goes on after midnight isn't over on it, whatever the end. One without a time of day fits
    none.
    """
    occurrences = Occurrence.objects.upcoming(query.now)
    if not with_cancelled:
        occurrences = occurrences.filter(cancelled=False)
    if query.date_from:
        occurrences = occurrences.filter(date__gte=query.date_from)
    if query.date_to:
        occurrences = occurrences.filter(date__lte=query.date_to)
    if query.weekday and not any_weekday:
        occurrences = occurrences.filter(weekday__in=query.weekday)
    if query.time_from:
        occurrences = occurrences.filter(start_minute__gte=_minute(query.time_from))
    if query.time_to:
        occurrences = occurrences.filter(_is_over_by(query.time_to))
    return occurrences


def _is_over_by(end: datetime.time) -> Q:
    """Return whether an occurrence is over at a time of its day; midnight is the end of the day."""
    same_day = Q(end_minute__gte=F("start_minute"))
    if is_end_of_day(end):
        return Q(start_minute__isnull=False) & (Q(end_minute=None) | same_day | Q(end_minute=0))
    latest = _minute(end)
    return Q(start_minute__lt=latest) & (Q(end_minute=None) | (same_day & Q(end_minute__lte=latest)))


def _of_document(occurrences: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    return occurrences.order_by().filter(listing_id=OuterRef("pk"))


def _minute(time: datetime.time) -> int:
    return time.hour * 60 + time.minute


def distance_km(position: tuple[float, float]) -> Expression:
    """Return the distance of a document from (latitude, longitude) along the ground, null where it has no place.

    Haversine formula: good to half a per cent, and near points don't lose their digits.
    """
    lat, lon = (Value(degrees, output_field=FloatField()) for degrees in position)
    half_lat = _half_chord(F("lat"), lat)
    half_lon = _half_chord(F("lon"), lon)
    chord = half_lat + Cos(Radians(lat)) * Cos(Radians(F("lat"))) * half_lon
    return ASin(Sqrt(Least(chord, 1.0, output_field=FloatField()))) * 2 * EARTH_RADIUS_KM


def _half_chord(degrees: Any, other: Any) -> Func:
    return Power(Sin(Radians(degrees - other) / 2), 2, output_field=FloatField())
