"""Places that an organisation chooses from: its own ones, what is found by words, and what is like a new one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Max, Q, Value, When

from listings.models import ActivityPage, Listing, Venue
from search.alike_names import likeness
from search.analysis.folding import fold

#: Own places in sight, places that are found, and those that are like a new one.
MOST_OWN, MOST_FOUND, MOST_ALIKE = 6, 8, 4
#: Characters and words of what is typed.
MAX_TYPED, MAX_WORDS, LEAST_TYPED = 100, 6, 2
#: How alike names must be to be asked about; candidates that are compared.
_ALIKE, _MAX_CANDIDATES = 0.6, 300
#: Letters of a Finnish ending, left out where nothing is found with it.
_ENDING, _SHORTEST = 3, 4


def own_places(organisation_id: UUID) -> list[Venue]:
    """Return the places of the organisation's activities, those used most first. One query."""
    listings = Listing.objects.filter(organisation=organisation_id)
    used = (
        ActivityPage.objects.filter(translation_key__in=listings.values("pk"), venue__isnull=False)
        .order_by()
        .values("venue")
        .annotate(times=Count("pk"), last=Max("latest_revision_created_at"))
        .order_by("-times", "-last")
    )
    keys = list(used.values_list("venue", flat=True)[:MOST_OWN])
    return _in_order(organisation_id, keys)


def _in_order(organisation_id: UUID, keys: list[int]) -> list[Venue]:
    if not keys:
        return []
    rows = _offered(organisation_id).filter(pk__in=keys)
    return sorted(rows, key=lambda venue: keys.index(venue.pk))


def _offered(organisation_id: UUID) -> Any:
    return Venue.objects.offered_to(organisation_id).select_related("municipality")


def find_places(organisation_id: UUID, typed: str, municipality: str = "") -> list[Venue]:
    """Return places whose name or address has all the words: own ones, then the town's, then others. Two queries."""
    words = re.findall(r"[^\W_]+", typed[:MAX_TYPED])[:MAX_WORDS]
    if sum(map(len, words)) < LEAST_TYPED:
        return []
    found = _with_words(organisation_id, words, municipality)
    if not found:
        shorter = [word[: max(_SHORTEST, len(word) - _ENDING)] for word in words]
        found = _with_words(organisation_id, shorter, municipality) if shorter != words else []
    return found


def _with_words(organisation_id: UUID, words: list[str], municipality: str) -> list[Venue]:
    condition = Q()
    for word in words:
        condition &= (
            Q(name__icontains=word)
            | Q(street__icontains=word)
            | Q(district__icontains=word)
            | Q(postal_code=word)
            | Q(municipality__name_fi__istartswith=word)
            | Q(municipality__name_sv__istartswith=word)
        )
    listings = Listing.objects.filter(organisation=organisation_id)
    own = ActivityPage.objects.filter(translation_key__in=listings.values("pk"), venue__isnull=False).values("venue")
    place = Case(
        When(Q(pk__in=own) | Q(proposed_by=organisation_id), then=Value(0)),
        When(municipality=municipality, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    rows = _offered(organisation_id).filter(condition).annotate(place=place)
    return list(rows.order_by("place", "name", "street", "pk")[:MOST_FOUND])


def same_place(organisation_id: UUID, new: Venue) -> Venue | None:
    """Return the place that is there already under this name and address, whatever the case of its letters."""
    rows: Iterable[Venue] = _offered(organisation_id).filter(
        name__iexact=new.name, street__iexact=new.street, municipality=new.municipality_id
    )
    return next(iter(rows), None)


def alike_places(organisation_id: UUID, new: Venue) -> list[Venue]:
    """Return places of the town with the same street address, or with an alike name. One query."""
    rows = _offered(organisation_id).filter(municipality=new.municipality_id)
    words = [word for word in re.findall(r"[^\W_]+", new.name) if len(word) >= _SHORTEST]
    condition = Q(street__iexact=new.street) if new.street else Q(pk=None)
    for word in words[:MAX_WORDS]:
        condition |= Q(name__icontains=word[: max(_SHORTEST, len(word) - _ENDING)])
    found = []
    for venue in rows.filter(condition).order_by("name", "pk")[:_MAX_CANDIDATES]:
        is_same_street = bool(new.street) and fold(venue.street) == fold(new.street)
        alike = likeness(new.name, venue.name)
        if is_same_street or alike >= _ALIKE:
            found.append((not is_same_street, -alike, venue.name, venue))
    return [row[-1] for row in sorted(found, key=lambda row: row[:3])[:MOST_ALIKE]]
