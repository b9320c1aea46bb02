"""Every filter over the tables of this app."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from listings.enums import PUBLIC_STATUSES, OrganisationStatus
from regions.models import PortalRole
from regions.permissions import portals_with_role


class ConceptQuerySet(models.QuerySet[Any]):
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


class OrganisationQuerySet(models.QuerySet[Any]):
    def with_portal(self) -> Self:
        return self.select_related("home_portal__site")

    def public(self) -> Self:
        """Organisations that any visitor may see: source page live, and not suspended."""
        return self.filter(
            Exists(_source_pages("OrganisationPage", "pk", "source_language")), status=OrganisationStatus.JOINED
        )


class ListingQuerySet(models.QuerySet[Any]):
    def with_portal(self) -> Self:
        return self.select_related("organisation__home_portal__site")

    def co_organised_by(self, organisation_ids: Iterable[UUID]) -> Self:
        """Listings whose source page names one of these organisations as a co-organiser."""
        from listings.models import ActivityPage

        pages = ActivityPage.objects.filter(co_organisers__in=list(organisation_ids))
        return self.filter(pk__in=pages.values("translation_key"))

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


class PlacementQuerySet(models.QuerySet[Any]):
    def on(self, day: datetime.date) -> Self:
        """Placements that hold on a day."""
        return self.filter(Q(until=None) | Q(until__gte=day))

    def of(self, listing_ids: Iterable[UUID]) -> Any:
        """(listing id, portal id, kind) of these listings."""
        return self.filter(listing_id__in=list(listing_ids)).values_list("listing_id", "portal_id", "kind")


class OrganisationMembershipQuerySet(models.QuerySet[Any]):
    """Rows whose change must reach the groups at once: bulk writes send no signals, so they derive the rights here."""

    def effective(self) -> Self:
        return self.filter(user__is_active=True)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        made = super().bulk_create(objs, *args, **kwargs)
        self._derive({(row.user_id, row.organisation_id) for row in made})
        return made

    def update(self, **kwargs: Any) -> int:
        rows = list(self.values_list("pk", "user_id", "organisation_id"))
        changed = super().update(**kwargs)
        after = self.model._default_manager.filter(pk__in=[key for key, *_row in rows])
        self._derive(
            {(user, group) for _key, user, group in rows} | set(after.values_list("user_id", "organisation_id"))
        )
        return changed

    @staticmethod
    def _derive(rows: set[tuple[Any, Any]]) -> None:
        from listings.signal_handlers import derive_rights

        for user_id, organisation_id in rows:
            derive_rights(user_id, organisation_id)


class VenueQuerySet(models.QuerySet[Any]):
    def for_editor(self, user: Any) -> Self:
        """What a person may see and choose: not the places whose address an activity of somebody else hides.

        Coordinators see what their portal keeps, national administrators everything.
        """
        from django.apps import apps

        if user.is_superuser:
            return self
        pages = apps.get_model("listings", "ActivityPage").objects.filter(venue=OuterRef("pk"), address_hidden=True)
        own = apps.get_model("listings", "Listing").objects.filter(organisation__memberships__user=user)
        return self.filter(
            Q(portal__in=portals_with_role(user, PortalRole.COORDINATOR).values("pk"))
            | ~Exists(pages.exclude(translation_key__in=own.values("pk")))
        )
