"""What reviewers have returned beside activities' first texts: organisations' own texts, and second languages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, UUIDField, When
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from editorial.own_activities.activity_groups import reviews
from editorial.review.review_answers import ReviewStanding
from editorial.second_language.own_versions import is_own_version
from listings.enums import ListingStatus
from listings.models import Listing, Organisation
from regions.languages import direction, own_name


@dataclass(frozen=True)
class ReturnedText:
    """A text and the reviewer's answer. ``language_name`` and ``first`` (the title of the text that it stands beside)
    are empty for an organisation's first text.
    """

    title: str
    language: str
    direction: str
    language_name: str
    first: str
    first_language: str
    url: str
    standing: ReviewStanding


def returned_pages(organisation_ids: Collection[UUID]) -> QuerySet[Any]:
    """Return the pages with ``facts``, what ``returned_text`` takes, in order of their ids.

    What a translator works on is left out: it isn't the desk's to mend.
    """
    ids = list(organisation_ids)
    organisations = Organisation.objects.filter(pk=OuterRef("translation_key"), pk__in=ids)
    listings = Listing.objects.filter(pk=OuterRef("translation_key"), organisation__in=ids)
    listings = listings.exclude(status=ListingStatus.ENDED)
    written_first = Coalesce(
        Subquery(listings.values("source_language")), Subquery(organisations.values("source_language"))
    )
    first = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=OuterRef("written_first")
    )
    rows = (
        Page.objects.filter(Exists(reviews(WorkflowState.STATUS_NEEDS_CHANGES)))
        .annotate(
            language=F("locale__language_code"),
            listing=Subquery(listings.values("pk")),
            organisation=Coalesce(
                Subquery(listings.values("organisation")),
                Subquery(organisations.values("pk")),
                output_field=UUIDField(),
            ),
            written_first=written_first,
        )
        .exclude(organisation=None)
    )
    is_first = Q(language=F("written_first"))
    rows = rows.filter((is_first & Q(listing=None)) | (~is_first & is_own_version("organisation")))
    title = Case(When(is_first, then=None), default=Subquery(first.values("draft_title")[:1]), output_field=CharField())
    names = ("language", "listing", "organisation", "first", "written_first")
    facts = JSONObject(title="draft_title", **{name: name for name in names})
    found: QuerySet[Any] = rows.annotate(first=title).annotate(facts=facts).order_by("pk")
    return found


def returned_text(facts: Mapping[str, Any], standing: ReviewStanding) -> ReturnedText:
    """``facts``: those of ``returned_pages``."""
    code, first = facts["language"], facts["first"]
    return ReturnedText(
        title=facts["title"] or _("Without a title"),
        language=code,
        direction=direction(code),
        language_name="" if first is None else own_name(code),
        first=first or "",
        first_language=facts["written_first"],
        url=_url(facts),
        standing=standing,
    )


def _url(facts: Mapping[str, Any]) -> str:
    if facts["first"] is None:
        return reverse("own_organisation", args=[facts["organisation"]])
    if facts["listing"] is None:
        return reverse("organisation_language", args=[facts["organisation"], facts["language"]])
    return reverse("activity_language", args=[facts["listing"], facts["language"]])
