"""Every filter over the tables of this app."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from wagtail.models import PageQuerySet

from listings.enums import PUBLIC_STATUSES, OrganisationStatus
from regions.models import PortalRole
from regions.permissions import portals_with_role


class ConceptQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """Concepts that can still be chosen."""
        return self.filter(replaced_by=None)


def _source_pages(model_name: str, key: str, language: str) -> Any:
    """Live source pages of the record in the outer query."""
    from django.apps import apps

    return apps.get_model("listings", model_name).objects.filter(
        translation_key=OuterRef(key), locale__language_code=OuterRef(language), live=True
    )


class FamilyPageQuerySet(PageQuerySet):
    def source_of(self, record: Any) -> Any:
        """The page in the language in which the record's family was written, or None when it is gone."""
        return self.filter(translation_key=record.pk, locale__language_code=record.source_language).first()


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
        """Public as far as time has no say (DESIGN, "Public"): live, not suspended, in a public status.

        The read model holds these, and compares dates and times whenever it is read.
        """
        organisation_is_public = Exists(
            _source_pages("OrganisationPage", "organisation_id", "organisation__source_language")
        )
        return self.filter(
            Exists(_source_pages("ActivityPage", "pk", "source_language")),
            organisation_is_public,
            status__in=PUBLIC_STATUSES,
            organisation__status=OrganisationStatus.JOINED,
        )


class PlacementQuerySet(models.QuerySet[Any]):
    def on(self, day: datetime.date) -> Self:
        """Placements that hold on a day."""
        return self.filter(Q(until=None) | Q(until__gte=day))


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
