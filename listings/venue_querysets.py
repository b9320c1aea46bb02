"""The queryset of venues: who sees a hidden one, and which addresses visitors read elsewhere."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from regions.models import PortalRole
from regions.permissions import is_national_admin, portals_with_role


class VenueQuerySet(models.QuerySet[Any]):
    def shared(self) -> Self:
        """Venues that everybody who writes may read and choose: neither hidden nor one organisation's alone."""
        return self.filter(address_hidden=False, proposed_by=None)

    def offered_to(self, organisation_id: Any) -> Self:
        """Venues that the people of an organisation choose from: shared ones, and its own hidden and proposed ones."""
        hiding = self.model.hidden_by.through.objects.filter(venue=OuterRef("pk"), organisation=organisation_id)
        return self.filter(
            Q(address_hidden=False, proposed_by=None)
            | Q(address_hidden=False, proposed_by=organisation_id)
            | Exists(hiding)
        )

    def for_editor(self, user: Any) -> Self:
        """Venues that a person may see and choose.

        A hidden one: members of the organisations that hide it or have it on a page, coordinators of the portal that
        keeps it, and national administrators. A proposed one: members of its organisation, the coordinators of its
        home portal, and national administrators.
        """
        if is_national_admin(user):
            return self
        coordinated = portals_with_role(user, PortalRole.COORDINATOR).values("pk")
        is_member = {"organisation__memberships__user": user.pk, "organisation__memberships__user__is_active": True}
        hiding = self.model.hidden_by.through.objects.filter(venue=OuterRef("pk"), **is_member)
        own = apps.get_model("listings", "Listing").objects.filter(**is_member)
        pages = apps.get_model("listings", "ActivityPage").objects.filter(venue=OuterRef("pk"))
        own_proposal = apps.get_model("listings", "Organisation").objects.filter(
            memberships__user=user.pk, memberships__user__is_active=True
        )
        return self.filter(
            Q(address_hidden=False, proposed_by=None)
            | Q(portal__in=coordinated, proposed_by=None)
            | Q(proposed_by__home_portal__in=coordinated)
            | Q(address_hidden=False, proposed_by__in=own_proposal.values("pk"))
            | Exists(hiding)
            | Exists(pages.filter(translation_key__in=own.values("pk")))
        )

    def public_apart_from(self, listing_id: Any) -> Self:
        """Venues whose address visitors read on other activities than this one.

        The triggers in ``listings.models.hidden_addresses`` ask the same in SQL: they change together.
        """
        pages = apps.get_model("listings", "ActivityPage").objects.filter(
            venue=OuterRef("pk"), address_hidden=False, live=True
        )
        sources = apps.get_model("listings", "Listing").objects.filter(
            pk=OuterRef("translation_key"), source_language=OuterRef("locale__language_code")
        )
        return self.filter(Exists(pages.exclude(translation_key=listing_id).filter(Exists(sources))))
