"""Every filter over the read model. Each public face starts at ``visible``; nothing else decides who sees what."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from regions.models import Portal
    from search.models import ListingDocument, Occurrence, OrganisationDocument


class ListingDocumentQuerySet(models.QuerySet["ListingDocument"]):
    def current(self, now: datetime.datetime) -> Self:
        """Not expired and not over at ``now`` (aware). Everything else about being public is settled when indexing."""
        from django.utils import timezone

        today = timezone.localdate(now)
        return self.filter(Q(over_at=None) | Q(over_at__gt=now), public_until__gte=today)

    def shown_in(self, portal: Portal) -> Self:
        """In the portal's scope, as resolved when the document was built."""
        return self.filter(portals__contains=[portal.pk])

    def visible(self, portal: Portal, now: datetime.datetime) -> Self:
        return self.shown_in(portal).current(now)


class OrganisationDocumentQuerySet(models.QuerySet["OrganisationDocument"]):
    def visible(self, portal: Portal) -> Self:
        return self.filter(portals__contains=[portal.pk])


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def upcoming(self, now: datetime.datetime) -> Self:
        """Not over yet, soonest first, cancelled ones included."""
        return self.filter(Q(ends_at__gt=now) | Q(ends_at=None, starts_at__gt=now)).order_by("starts_at")
