"""Every filter over the tables of this app."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from listings.enums import PUBLIC_STATUSES, OrganisationStatus

if TYPE_CHECKING:
    from listings.models import Concept, Listing, Organisation, Placement, OrganisationMembership


class ConceptQuerySet(models.QuerySet["Concept"]):
    def in_vocabulary(self, vocabulary: str) -> Self:
        return self.filter(vocabulary=vocabulary)

    def current(self) -> Self:
        """Concepts that can still be chosen."""
        return self.filter(replaced_by=None)


def _source_pages(model_name: str, key: str, language: str) -> Any:
    """Live source pages of the record in the outer query."""
    from django.apps import apps

    return apps.get_model("listings", model_name).objects.filter(
        translation_key=OuterRef(key), locale__language_code=OuterRef(language), live=True
    )


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def with_portal(self) -> Self:
        return self.select_related("home_portal__site")

    def public(self) -> Self:
        """Organisations that any visitor may see: source page live, and not suspended."""
        return self.filter(
            Exists(_source_pages("OrganisationPage", "pk", "source_language")), status=OrganisationStatus.JOINED
        )


class ListingQuerySet(models.QuerySet["Listing"]):
    def with_portal(self) -> Self:
        return self.select_related("organisation__home_portal__site")

    def public_apart_from_time(self) -> Self:
        """What the read model holds: live, not suspended, in a public status. Dates are compared when it is read."""
        organisation_is_public = Exists(
            _source_pages("OrganisationPage", "organisation_id", "organisation__source_language")
        )
        return self.filter(
            Exists(_source_pages("ActivityPage", "pk", "source_language")),
            organisation_is_public,
            status__in=PUBLIC_STATUSES,
            organisation__status=OrganisationStatus.JOINED,
        )

    def public(self, now: datetime.datetime) -> Self:
        """Listings that any visitor may see at ``now`` (aware): the one place that says so (DESIGN, "Public").

        Whether a schedule is over is the read model's part: it knows the last occurrence.
        """
        today = timezone.localdate(now)
        return self.public_apart_from_time().filter(Q(ended_on=None) | Q(ended_on__gt=today), confirm_by__gte=today)


class PlacementQuerySet(models.QuerySet["Placement"]):
    def on(self, day: datetime.date) -> Self:
        """Placements that hold on a day."""
        return self.filter(Q(until=None) | Q(until__gte=day))

    def of(self, listing_ids: Iterable[UUID]) -> Any:
        """(listing id, portal id, kind) of these listings."""
        return self.filter(listing_id__in=list(listing_ids)).values_list("listing_id", "portal_id", "kind")
