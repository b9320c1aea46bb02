"""Every filter over the read model. Each public face starts at ``visible``; nothing else decides who sees what."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from regions.models import Portal
    from search.models import ListingDocument, Occurrence, OrganisationDocument  # noqa: F401  (named in the bases)


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

    def like(self, document: ListingDocument) -> Self:
        """Others of the same section that share a theme with it, those of the same town first, the nearest first."""
        themes = [code for code in document.codes if code.startswith("theme:")]
        here = Q(municipality=document.municipality) if document.municipality else Q(municipality="")
        found = self.filter(section=document.section, codes__overlap=themes).exclude(pk=document.pk)
        found = found.annotate(is_here=models.ExpressionWrapper(here, output_field=models.BooleanField()))
        if document.lat is None or document.lon is None:
            return found.order_by("-is_here", "-confirmed_on", "pk")
        # Squared degrees, a degree of longitude at 60° north being half as long as one of latitude.
        north, east = F("lat") - document.lat, (F("lon") - document.lon) / 2.0
        distance = models.ExpressionWrapper(north * north + east * east, output_field=models.FloatField())
        return found.annotate(apart=distance).order_by("-is_here", F("apart").asc(nulls_last=True), "pk")

    def pinned(self, portal: Portal) -> Self:
        """What the portal's coordinator has pinned to the front."""
        return self.filter(pinned_in__contains=[portal.pk]).order_by("-confirmed_on", "pk")


class OrganisationDocumentQuerySet(models.QuerySet["OrganisationDocument"]):
    def visible(self, portal: Portal) -> Self:
        return self.filter(portals__contains=[portal.pk])

    def named(self, words: str, languages: list[str]) -> Self:
        """Those whose name in one of the languages contains every word."""
        found = self
        for word in words.split():
            matches = Q()
            for language in languages:
                matches |= Q(**{f"texts__{language}__title__icontains": word})
            found = found.filter(matches)
        return found

    def by_title(self, language: str) -> Self:
        """In the order of their names: in the language where there is one, else in the source's."""
        own = models.Func(
            F("sort_titles"),
            F("source_language"),
            template="(%(expressions)s)",
            arg_joiner=" ->> ",
            output_field=models.TextField(),
        )
        return self.order_by(Coalesce(KeyTextTransform(language, "sort_titles"), own), "pk")


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def upcoming(self, now: datetime.datetime) -> Self:
        """Not over yet, soonest first, cancelled ones included."""
        return self.filter(Q(ends_at__gt=now) | Q(ends_at=None, starts_at__gt=now)).order_by("starts_at")
