"""Builder of a draft's document, for previews: from a page object and the rows in it, saved or not."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any
from uuid import UUID

from listings.models import ActivityPage, Listing, Organisation, OrganisationPage
from regions.models import Portal
from search.documents.built_document import BuiltDocument
from search.documents.listing import build_draft
from search.documents.organisation import build_organisation
from search.documents.scope import PortalScopes
from search.documents.source_rows import ActivityRows, OrganisationRows


def build_listing_draft(page: ActivityPage) -> BuiltDocument:
    return build_draft(DraftRows(page))


def build_organisation_draft(page: OrganisationPage) -> BuiltDocument:
    record = _organisation_of(page)
    return build_organisation(record.pk, record, _versions(page, record), PortalScopes([]), set())


def home_portal_of(page: ActivityPage | OrganisationPage) -> Portal:
    """Return the home portal of the page's organisation, by the page tree where the page has no record yet."""
    record = page.record
    if record is not None:
        return record.home_portal
    organisation = page if isinstance(page, OrganisationPage) else page.get_parent().specific
    return _organisation_of(organisation).home_portal


class DraftRows(ActivityRows):
    """The rows of one page object and its family, with the object's own rows in place of the saved ones.

    A page that was never saved has no key; its rows are found under None, as its ``pk`` is.
    """

    def __init__(self, page: ActivityPage) -> None:
        organiser = page.get_parent().specific
        organisation = _organisation_of(organiser)
        key = UUID(str(page.translation_key or uuid.uuid4()))
        record = page.record or Listing(pk=key, organisation=organisation, source_language=page.language)
        self.records = {key: record}
        self.pages = defaultdict(dict, {key: _versions(page, record)})
        source: Any = self.pages[key][record.source_language]
        self.sources = {key: source}
        self.cancelled = defaultdict(list, {key: list(record.cancelled_dates.order_by("date"))})
        self._take_parts(source, record)
        self.organisations = OrganisationRows(self._organisation_ids())
        if organisation.pk not in self.organisations.records:
            self.organisations.records[organisation.pk] = organisation
            self.organisations.pages[organisation.pk] = {organisation.source_language: organiser}

    def _take_parts(self, page: Any, record: Listing) -> None:
        for name in ("themes", "target_groups", "accessibility"):
            chosen = sorted(getattr(page, name).all(), key=lambda concept: (concept.position, concept.code))
            setattr(self, name, defaultdict(list, {page.pk: [concept.code for concept in chosen]}))
        for name, relation in (
            *(("languages", "spoken_languages"), ("slots", "slots"), ("dates", "dates")),
            *(("exceptions", "exceptions"), ("contacts", "contacts")),
        ):
            setattr(self, name, defaultdict(list, {page.pk: list(getattr(page, relation).all())}))
        self.tags = defaultdict(list, {page.pk: [row.tag.name for row in page.tagged_items.select_related("tag")]})
        taken_off = set(record.co_organising.taken_off().values_list("organisation_id", flat=True))
        others = sorted({organisation.pk for organisation in page.co_organisers.all()} - taken_off)
        self.co_organisers = defaultdict(list, {page.pk: others})


def _organisation_of(page: OrganisationPage) -> Organisation:
    """Return the page's record, or the unsaved record that the page would get."""
    if page.record is not None:
        return page.record
    directory: Any = page.get_parent().specific
    key = page.translation_key or uuid.uuid4()
    return Organisation(pk=key, home_portal=directory.portal, source_language=page.language)


def _versions(page: Any, record: Listing | Organisation) -> dict[str, Any]:
    """Return the family by language: public versions, the source in any case, and the page object for its own."""
    versions = {version.language: version for version in page.family().filter(live=True).select_related("locale")}
    if record.source_language not in versions and not page.is_source:
        versions[record.source_language] = page.source_page().original()
    return versions | {page.language: page}
