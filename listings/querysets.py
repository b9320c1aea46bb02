"""Every filter over the tables of this app."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from listings.enums import PUBLIC_STATUSES, OrganisationStatus

if TYPE_CHECKING:
    pass


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

    def public(self, now: datetime.datetime) -> Self:
        """Listings that any visitor may see at ``now``: the one place that says so (DESIGN, "Public").

        Whether a schedule is over is the read model's part (it knows the last occurrence).
        """
        today = now.date()
        organisation_is_public = Exists(
            _source_pages("OrganisationPage", "organisation_id", "organisation__source_language")
        )
        return self.filter(
            Exists(_source_pages("ActivityPage", "pk", "source_language")),
            organisation_is_public,
            Q(ended_on=None) | Q(ended_on__gt=today),
            status__in=PUBLIC_STATUSES,
            organisation__status=OrganisationStatus.JOINED,
            confirm_by__gte=today,
        )
