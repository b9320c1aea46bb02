"""Rows that documents are built from, read for many records at once with a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from listings import models as listings
from listings.co_organisers import named_co_organisers
from regions.models import Area
from search.documents.shown_texts import shown_names


def grouped(rows: Iterable[Any], key: str) -> dict[Any, list[Any]]:
    """Return rows by the value of an attribute, in the given order."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def concept_names(page: Any) -> list[str]:
    """Return the names of a page's foreign keys to concepts, which are read along with it."""
    return [field.name for field in listings.concept_keys(page)]


def concept_codes(through: Any, page_ids: Collection[int]) -> dict[int, list[str]]:
    """Return codes of concepts by page, from a many-to-many table, in the vocabulary's order."""
    codes: dict[int, list[str]] = defaultdict(list)
    rows = (
        through.objects.filter(activitypage_id__in=page_ids)
        .order_by("concept__position", "concept__code")
        .values_list("activitypage_id", "concept__code")
    )
    for page_id, code in rows:
        codes[page_id].append(code)
    return codes


class OrganisationRows:
    """Public organisations with the names that their live pages give them."""

    def __init__(self, ids: Collection[UUID]) -> None:
        self.records = {record.pk: record for record in listings.Organisation.objects.public().filter(pk__in=ids)}
        pages = listings.OrganisationPage.objects.filter(translation_key__in=self.records, live=True).select_related(
            "locale", *concept_names(listings.OrganisationPage)
        )
        self.pages: dict[UUID, dict[str, Any]] = defaultdict(dict)
        for page in pages:
            self.pages[page.translation_key][page.locale.language_code] = page

    def names(self, organisation_id: UUID) -> tuple[dict[str, str], dict[str, str]]:
        """Return the names by language, and of outdated ones the day of the original's change (``shown_names``)."""
        source_language = self.records[organisation_id].source_language
        return shown_names(self.pages[organisation_id], source_language)


class ActivityRows:
    """Public listings with their live pages and all rows that belong to the source pages."""

    def __init__(self, ids: Collection[UUID]) -> None:
        self.records = {
            record.pk: record for record in listings.Listing.objects.public_apart_from_time().filter(pk__in=ids)
        }
        self.pages: dict[UUID, dict[str, Any]] = defaultdict(dict)
        for page in self._live_pages():
            self.pages[page.translation_key][page.locale.language_code] = page
        # A page that was unpublished between two of these queries is missing; its own outbox entry follows.
        self.sources = {
            key: self.pages[key][record.source_language]
            for key, record in self.records.items()
            if record.source_language in self.pages[key]
        }
        self._read_parts([page.pk for page in self.sources.values()])
        self.cancelled = grouped(
            listings.CancelledDate.objects.filter(listing_id__in=self.records).order_by("date"), "listing_id"
        )
        self.organisations = OrganisationRows(self._organisation_ids())

    def _live_pages(self) -> Any:
        return listings.ActivityPage.objects.filter(translation_key__in=self.records, live=True).select_related(
            "locale", *concept_names(listings.ActivityPage), "venue__municipality", "municipality"
        )

    def _read_parts(self, page_ids: list[int]) -> None:
        page = listings.ActivityPage
        self.themes = concept_codes(page.themes.through, page_ids)
        self.target_groups = concept_codes(page.target_groups.through, page_ids)
        self.accessibility = concept_codes(page.accessibility.through, page_ids)
        self.languages = grouped(_parts(listings.ActivityLanguage, page_ids), "page_id")
        self.slots = grouped(_parts(listings.ActivitySlot, page_ids), "page_id")
        self.dates = grouped(_parts(listings.ActivityDate, page_ids), "page_id")
        self.exceptions = grouped(_parts(listings.ActivityException, page_ids), "page_id")
        self.contacts = grouped(_parts(listings.ActivityContact, page_ids), "page_id")
        self.tags: dict[int, list[str]] = defaultdict(list)
        tagged = listings.ActivityTag.objects.filter(content_object_id__in=page_ids).order_by("tag__name")
        for page_id, name in tagged.values_list("content_object_id", "tag__name"):
            self.tags[page_id].append(name)
        self.co_organisers: dict[int, list[UUID]] = defaultdict(list)
        named = named_co_organisers().filter(activitypage_id__in=page_ids).order_by("organisation_id")
        for page_id, organisation_id in named.values_list("activitypage_id", "organisation_id"):
            self.co_organisers[page_id].append(organisation_id)

    def _organisation_ids(self) -> set[UUID]:
        organisers = {record.organisation_id for record in self.records.values()}
        return organisers.union(*self.co_organisers.values())


def _parts(model: Any, page_ids: list[int]) -> Any:
    return model.objects.filter(page_id__in=page_ids).order_by("sort_order", "pk")


def areas_of(municipality_codes: Collection[str]) -> dict[str, list[str]]:
    """Return area keys (``maakunta:01``) by municipality code."""
    keys: dict[str, list[str]] = defaultdict(list)
    rows = Area.municipalities.through.objects.filter(municipality_id__in=municipality_codes).order_by("area_id")
    for code, kind, area_code in rows.values_list("municipality_id", "area__kind", "area__code"):
        keys[code].append(f"{kind}:{area_code}")
    return keys
