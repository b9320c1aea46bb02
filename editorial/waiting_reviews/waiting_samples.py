"""What organisations have published without a review before, and somebody is to look at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Cast, Left, Length
from django.urls import reverse
from wagtail.models import Page

from editorial.trust.models import Publication, SampleState
from editorial.trust.own_texts import own_publications
from editorial.waiting_reviews.waiting_sources import (
    KEY,
    LATE_SINCE,
    SINCE,
    Asked,
    WaitingChange,
    WaitingKind,
    WaitingRow,
)
from listings.models import OrganisationPage
from regions.people import person_name


class WaitingSamples:
    """Publications that were drawn, in the portal that looks at them."""

    def waiting(self, asked: Asked) -> QuerySet[Any] | None:
        if not asked.is_about(WaitingKind.PUBLISHED):
            return None
        samples = _samples().filter(asked.portals("portal", "published_at"))
        if asked.language:
            samples = samples.filter(page__locale__language_code=asked.language)
        for word in asked.words:
            parents = _parents().filter(title__icontains=word)
            samples = samples.filter(page__title__icontains=word) | samples.filter(Exists(parents))
        return samples.annotate(
            **{KEY: Cast("pk", CharField()), SINCE: F("published_at"), LATE_SINCE: F("published_at")}
        )

    def rows(self, keys: Collection[str], user: Any) -> dict[str, WaitingRow]:
        samples = _samples().filter(pk__in=[int(key) for key in keys])
        read = samples.select_related("page__locale", "published_by").annotate(
            parent_title=_parents().values("title")[:1],
            parent_language=_parents().values("locale__language_code")[:1],
        )
        found = list(read)
        own = own_publications(found, user)
        return {str(one.pk): replace(_row(one), is_own=one.pk in own) for one in found}


def _samples() -> QuerySet[Any]:
    found: QuerySet[Any] = Publication.objects.filter(sample=SampleState.WAITING)
    return found


def _parents() -> QuerySet[Any]:
    """The organisation's page above the page of the publication in the outer query; of its own text another page."""
    path = OuterRef("page__path")
    return Page.objects.filter(path=Left(path, Length(path) - Page.steplen)).order_by()


def _row(one: Any) -> WaitingRow:
    is_organisation = one.page.content_type_id == ContentType.objects.get_for_model(OrganisationPage).pk
    return WaitingRow(
        kind=WaitingKind.PUBLISHED,
        change=WaitingChange.CHANGED,
        title=one.page.title,
        language=one.page.locale.language_code,
        since=one.published_at,
        url=reverse("review_published", args=[one.pk]),
        portal_id=one.portal_id,
        organisation=one.page.title if is_organisation else one.parent_title,
        organisation_language=one.page.locale.language_code if is_organisation else one.parent_language,
        sender=person_name(one.published_by),
    )
