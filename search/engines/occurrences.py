"""Occurrences that fit a query's days and times, as the database finds them."""

from __future__ import annotations

import datetime

from django.db.models import F, Q, QuerySet

from search.models import Occurrence
from search.query import SearchQuery
from search.query.value_formats import is_end_of_day


def fitting_occurrences(query: SearchQuery, *, with_cancelled: bool = False) -> QuerySet[Occurrence]:
    """Return coming occurrences that fit the query's days, weekdays and times of day, all at once.

    ``with_cancelled``: cancelled occurrences are included. An occurrence has to lie within the times of day as a whole,
    or begin in them if it has no end. One that ends at midnight lies within its day; one that goes on after midnight
    isn't over on it, whatever the end. One without a time of day fits none.
    """
    occurrences = Occurrence.objects.upcoming(query.now)
    if not with_cancelled:
        occurrences = occurrences.filter(cancelled=False)
    if query.date_from:
        occurrences = occurrences.filter(date__gte=query.date_from)
    if query.date_to:
        occurrences = occurrences.filter(date__lte=query.date_to)
    if query.weekday:
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


def _minute(time: datetime.time) -> int:
    return time.hour * 60 + time.minute
