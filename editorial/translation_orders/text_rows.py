"""Public originals of portals, and their versions, as light rows: some statements, whatever their number."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, F, Max, OuterRef, Q, Subquery, UUIDField, Value, When
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from editorial.articles.pages import ArticlePage
from editorial.second_language.own_versions import is_ordered, is_own_version
from editorial.translation_orders.changed_originals import TextKey
from editorial.translation_orders.models import TranslationOrder
from listings.enums import Section
from listings.models import ActivityDate, ActivityPage, Listing, Organisation, OrganisationPage

#: Texts of one person's portals that are looked at; a region has some two thousand.
MOST_TEXTS = 5000


@dataclass(frozen=True)
class OriginalRow:
    """``ends_on``: the last day on which visitors see it, as far as it is known.

    ``organisation``: its name; empty for the organisation's own texts, and for articles.
    """

    key: UUID
    language: str
    portal_id: int
    title: str
    organisation: str
    is_professional: bool
    ends_on: datetime.date | None
    is_article: bool = False


@dataclass(frozen=True)
class VersionRow:
    """``is_own``: its organisation writes it (``is_own_version``); of an article, it is no translation."""

    page_id: int
    is_live: bool
    has_unsent: bool
    published_at: datetime.datetime | None
    is_own: bool


def original_rows(portal_ids: Collection[int]) -> list[OriginalRow]:
    """Three statements."""
    listings = Listing.objects.public_on(timezone.localdate()).filter(organisation__home_portal__in=portal_ids)
    organisations = Organisation.objects.public().filter(home_portal__in=portal_ids)
    found = [
        *_read(listings, _activity_facts(), "organisation__home_portal"),
        *_read(organisations, _organisation_facts(), "home_portal"),
        *_articles(portal_ids),
    ]
    return found[:MOST_TEXTS]


def _read(records: Any, facts: Any, portal: str) -> list[OriginalRow]:
    rows = records.annotate(facts=Subquery(facts[:1])).order_by("pk")
    columns = rows.values_list("pk", "source_language", portal, "facts")[:MOST_TEXTS]
    return [_original(*row) for row in columns]


def _articles(portal_ids: Collection[int]) -> list[OriginalRow]:
    rows = ArticlePage.objects.originals().filter(portal_id__in=portal_ids)
    columns = rows.values_list(*("translation_key", "locale__language_code", "portal_id", "title", "portal_languages"))[
        :MOST_TEXTS
    ]
    return [
        OriginalRow(key, language, portal_id, title, "", is_professional=False, ends_on=None, is_article=True)
        for key, language, portal_id, title, spoken in columns
        if language in spoken
    ]


def _original(key: UUID, language: str, portal_id: int, facts: Mapping[str, Any]) -> OriginalRow:
    days = [facts[name] for name in ("season_end", "valid_until", "last_date") if facts.get(name)]
    return OriginalRow(
        key=key,
        language=language,
        portal_id=portal_id,
        title=facts["title"],
        organisation=facts.get("organisation") or "",
        is_professional=facts.get("section") == Section.PROFESSIONAL,
        ends_on=datetime.date.fromisoformat(min(days)) if days else None,
    )


def _activity_facts() -> Any:
    dates = ActivityDate.objects.filter(page=OuterRef("pk")).order_by().values("page")
    owners = OrganisationPage.objects.filter(
        translation_key=OuterRef(OuterRef("organisation_id")),
        locale__language_code=OuterRef(OuterRef("organisation__source_language")),
    )
    return _sources(ActivityPage).values(
        found=JSONObject(
            title="title",
            section="section",
            season_end="season_end",
            valid_until="valid_until",
            last_date=Subquery(dates.annotate(last=Max("date")).values("last")),
            organisation=Subquery(owners.values("title")[:1]),
        )
    )


def _organisation_facts() -> Any:
    return _sources(OrganisationPage).values(found=JSONObject(title="title"))


def _sources(model: Any) -> Any:
    """The source page of the record in the outer query."""
    return model.objects.filter(
        translation_key=OuterRef("pk"), locale__language_code=OuterRef("source_language")
    ).order_by()


def version_rows(keys: Collection[UUID], codes: Collection[str]) -> dict[TextKey, VersionRow]:
    """One statement."""
    listings = Listing.objects.filter(pk=OuterRef("translation_key")).values("organisation_id")
    organisations = Organisation.objects.filter(pk=OuterRef("translation_key")).values("pk")
    owner = Coalesce(Subquery(listings), Subquery(organisations), output_field=UUIDField())
    own = Case(
        When(articlepage__isnull=False, then=Q(articlepage__text_state__original__isnull=True) & ~is_ordered()),
        When(is_own_version("organisation"), then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )
    pages = Page.objects.filter(translation_key__in=keys, locale__language_code__in=codes).order_by()
    rows = pages.annotate(organisation=owner, language=F("locale__language_code")).annotate(is_own=own)
    columns = ("pk", "live", "has_unpublished_changes", "last_published_at", "is_own")
    return {
        (key, code): VersionRow(*values)
        for key, code, *values in rows.values_list("translation_key", "language", *columns)
    }


def order_rows(keys: Collection[UUID], codes: Collection[str]) -> dict[TextKey, TranslationOrder]:
    """One statement."""
    rows = TranslationOrder.objects.filter(page_key__in=keys, language__in=codes).select_related("taken_by")
    return {(row.page_key, row.language): row for row in rows}


def managed_texts(keys: Collection[UUID], codes: Collection[str]) -> set[TextKey]:
    """Texts that wagtail-localize manages in a language: ordered here, or in the admin. One statement."""
    rows = Translation.objects.filter(source__object_id__in=keys, target_locale__language_code__in=codes, enabled=True)
    return set(rows.values_list("source__object_id", "target_locale__language_code"))
