"""Querysets of this part."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from editorial.people.access_times import COORDINATORS_AFTER
from listings.models import Organisation, OrganisationMembership
from regions.models import PortalRole
from regions.permissions import portals_with_role


class AccessRequestQuerySet(models.QuerySet[Any]):
    """Requests to be let in."""

    def waiting(self) -> Self:
        """Requests with a confirmed address that nobody has answered."""
        return self.filter(state="waiting")

    def for_responsible(self, user: Any) -> Self:
        """Waiting requests that the person answers as one of an organisation's responsible people."""
        own = OrganisationMembership.objects.responsible().filter(user_id=user.pk)
        return self.waiting().filter(organisation__in=own.values("organisation"))

    def for_coordinator(self, user: Any) -> Self:
        """Waiting requests that the person answers as a coordinator of the organisation's home portal.

        Those are to organisations without a responsible person, and those that have waited for long.
        """
        responsible = OrganisationMembership.objects.responsible().filter(organisation=OuterRef("organisation"))
        coordinated = Organisation.objects.filter(
            home_portal__in=portals_with_role(user, PortalRole.COORDINATOR).values("pk")
        )
        return (
            self.waiting()
            .filter(organisation__in=coordinated.values("pk"))
            .filter(~Exists(responsible) | Q(confirmed_at__lt=timezone.now() - COORDINATORS_AFTER))
        )
