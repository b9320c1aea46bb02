"""Builder of listings' documents from pages and records, many at once with a constant number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from functools import cached_property
from typing import Any
from uuid import UUID

from listings.concepts import Concepts, current_concepts
from listings.enums import NATIONWIDE_MODES, Vocabulary
from listings.rich_text import web_address
from listings.schedule.occurrences import over_at
from listings.schedule.page_schedules import schedule_of
from search.documents.built_document import BuiltDocument
from search.documents.listing_terms import listing_terms
from search.documents.packed_terms import pack_terms
from search.documents.schema import ContactFact, ListingFacts, ListingTexts, OrganisationReference
from search.documents.scope import ListingScope, PortalScopes
from search.documents.shown_texts import shown_texts, sort_titles
from search.documents.source_rows import ActivityRows, OrganisationRows, areas_of
from search.models import DocumentKind
from search.title_terms import title_terms
from search.visibility import own_end


def build_listings(ids: Collection[UUID]) -> dict[UUID, BuiltDocument | None]:
    """Return the documents of these listings, None for one that is not public."""
    rows = ActivityRows(ids)
    scopes = PortalScopes(ids)
    areas = areas_of({page.municipality_id for page in rows.sources.values() if page.municipality_id})
    concepts = current_concepts()
    built: dict[UUID, BuiltDocument | None] = dict.fromkeys(ids)
    for key in rows.sources:
        if rows.records[key].organisation_id in rows.organisations.records:
            built[key] = _Builder(key, rows, scopes, areas, concepts).build()
    return built


def build_draft(rows: ActivityRows) -> BuiltDocument:
    """Return the document of the one listing in these rows as if it were public."""
    [(key, page)] = rows.sources.items()
    areas = areas_of({page.municipality_id} if page.municipality_id else set())
    return _Builder(key, rows, PortalScopes([key]), areas, current_concepts()).build_for_home()


class _Builder:
    """Builds one listing's document from rows that are all in memory."""

    def __init__(
        self, key: UUID, rows: ActivityRows, scopes: PortalScopes, areas: dict[str, list[str]], concepts: Concepts
    ) -> None:
        self.key, self.rows, self.scopes, self.concepts = key, rows, scopes, concepts
        self.record = rows.records[key]
        self.page = rows.sources[key]
        self.municipality = self.page.municipality_id or ""
        self.areas = areas.get(self.municipality, [])
        self.hidden = self.page.address_hidden
        self.venue = None if self.hidden else self.page.venue
        self.district = "" if self.hidden else (self.page.district or (self.venue.district if self.venue else ""))
        self.organisation = rows.organisations.records[self.record.organisation_id]
        parts = (rows.slots[self.page.pk], rows.dates[self.page.pk], rows.exceptions[self.page.pk])
        self.schedule = schedule_of(self.page, *parts, [row.date for row in rows.cancelled[key]]).relevant()

    def build(self) -> BuiltDocument | None:
        scope = self._scope()
        return None if scope.canonical is None else self._document(scope, scope.canonical.slug)

    def build_for_home(self) -> BuiltDocument:
        """Return the document with the home portal as the canonical one, whether that shows the listing or not."""
        return self._document(self._scope(), self.scopes.slug(self.organisation.home_portal_id))

    def _scope(self) -> ListingScope:
        home = self.organisation.home_portal_id
        return self.scopes.of_listing(self.key, self.municipality, self.page.mode, home, self.end)

    def _document(self, scope: ListingScope, canonical_portal: str) -> BuiltDocument:
        texts = self._texts()
        facts = self._facts(canonical_portal)
        lat, lon = self._position()
        terms = listing_terms(texts, facts, self.page.municipality, self.district)
        columns = {
            "source_id": self.record.source_id,
            "source_language": self.record.source_language,
            "organisation_id": self.record.organisation_id,
            "home_portal_id": self.organisation.home_portal_id,
            "section": self.page.section,
            "status": self.record.status,
            "paused_until": self.record.paused_until,
            "municipality": self.municipality,
            "portals": sorted({span.portal_id for span in scope.spans}),
            "sort_titles": sort_titles(texts, self.record.source_language),
            "title_terms": "" if facts["sensitive"] else title_terms(terms),
            "texts": texts,
            "facts": facts,
            "codes": self._codes(facts, texts),
            "lat": lat,
            "lon": lon,
            "confirmed_on": self.record.confirmed_on,
            "public_until": self.public_until,
            "over_at": self.over_at,
            "sign_up_deadline": self.page.sign_up_deadline,
        }
        return BuiltDocument(self.key, DocumentKind.LISTING, columns, facts["schedule"], pack_terms(terms), scope.spans)

    def _texts(self) -> dict[str, ListingTexts]:
        """Return the texts by language. Where the address is hidden, nothing says how to find the place."""
        texts: dict[str, Any] = shown_texts(self.rows.pages[self.key], self.record.source_language)
        for shown in texts.values() if self.hidden else ():
            shown["place_details"] = ""
            shown["outdated"].pop("place_details", None)
        return texts

    def _facts(self, canonical_portal: str) -> ListingFacts:
        page, rows = self.page, self.rows
        return ListingFacts(
            organisation=_reference(rows.organisations, self.record.organisation_id),
            co_organisers=[
                _reference(rows.organisations, other)
                for other in rows.co_organisers[page.pk]
                if other in rows.organisations.records and other != self.record.organisation_id
            ],
            format=page.format.code if page.format else "",
            themes=rows.themes[page.pk],
            target_groups=rows.target_groups[page.pk],
            age_from=page.age_from,
            age_to=page.age_to,
            required_level=page.required_level,
            level_language=page.level_language,
            languages=[{"language": row.language, "role": row.role} for row in rows.languages[page.pk]],
            mode=page.mode,
            price={"type": page.price_type, "amount_eur": None if page.price_eur is None else f"{page.price_eur:.2f}"},
            sign_up={
                "type": page.sign_up_type,
                "deadline": page.sign_up_deadline.isoformat() if page.sign_up_deadline else None,
                "url": web_address(page.sign_up_url),
                "email": page.sign_up_email,
                "phone": page.sign_up_phone,
                "seats": page.seats,
            },
            children=[name for name in ("childcare", "children_welcome") if getattr(page, name)],
            accessibility=rows.accessibility[page.pk],
            venue=None
            if self.venue is None
            else {
                "name": self.venue.name,
                "street": self.venue.street,
                "postal_code": self.venue.postal_code,
                "floor": page.floor,
            },
            district=self.district,
            position_known=self.venue_position is not None,
            online_url="" if self.hidden else web_address(page.online_url),
            sensitive=page.sensitive,
            address_hidden=self.hidden,
            schedule=self.schedule.to_json(),
            cancelled=[{"date": row.date.isoformat(), "reason": row.reason} for row in rows.cancelled[self.key]],
            status_reason=self.record.status_reason,
            contacts=[_contact(row) for row in rows.contacts[page.pk] if row.name == "" or row.consent_on],
            image={"id": page.image_id} if page.image_id else None,
            tags=rows.tags[page.pk],
            home_portal=self.scopes.slug(self.organisation.home_portal_id),
            canonical_portal=canonical_portal,
        )

    def _codes(self, facts: ListingFacts, texts: dict[str, ListingTexts]) -> list[str]:
        """Every value that a filter or a facet asks for, as ``vocabulary:code``."""
        weekdays = {day for slot in self.schedule.slots for day in slot.weekdays}
        weekdays |= {dated.date.isoweekday() for dated in self.schedule.dates}
        values: dict[str, Collection[str]] = {
            "section": [self.page.section],
            "theme": self._with_broader(facts["themes"]),
            "target_group": facts["target_groups"],
            "format": [facts["format"]] if facts["format"] else [],
            "required_level": [facts["required_level"]],
            "activity_language": {spoken["language"] for spoken in facts["languages"]},
            "mode": [facts["mode"]],
            "price": [facts["price"]["type"]],
            "sign_up": [facts["sign_up"]["type"]],
            "children": facts["children"],
            "accessibility": facts["accessibility"],
            "municipality": [self.municipality] if self.municipality else [],
            "area": self.areas,
            "district": [self.district] if self.district else [],
            "text_in": [code for code, text in texts.items() if text["title"] or text["description"]],
            "weekday": [str(day) for day in weekdays],
        }
        return sorted(f"{name}:{code}" for name, codes in values.items() for code in codes)

    def _with_broader(self, themes: list[str]) -> set[str]:
        """Return the themes with their broader ones: a listing about legal advice is also one about advice."""
        codes = set(themes)
        for code in themes:
            concept = self.concepts.by_key.get(f"{Vocabulary.THEME}:{code}")
            if concept and concept.broader:
                codes.add(concept.broader)
        return codes

    @cached_property
    def venue_position(self) -> tuple[float, float] | None:
        """The venue's latitude and longitude, None where they are unknown or the address is hidden."""
        if self.venue is None or self.venue.lat is None or self.venue.lon is None:
            return None
        return self.venue.lat, self.venue.lon

    def _position(self) -> tuple[float | None, float | None]:
        """Return latitude and longitude: the venue's, else the municipality's central point; None if it is online."""
        if self.page.mode in NATIONWIDE_MODES:
            return None, None
        if self.venue_position is not None:
            return self.venue_position
        municipality = self.page.municipality
        return (municipality.lat, municipality.lon) if municipality else (None, None)

    @cached_property
    def public_until(self) -> datetime.date:
        """The last day before it expires or ends."""
        ends = [self.record.confirm_by, self.page.valid_until]
        if self.record.ended_on is not None:
            ends.append(self.record.ended_on - datetime.timedelta(days=1))
        return min(day for day in ends if day is not None)

    @cached_property
    def over_at(self) -> datetime.datetime | None:
        return over_at(self.schedule)

    @property
    def end(self) -> datetime.datetime:
        """The moment from which no portal shows it."""
        return own_end(self.public_until, self.over_at)


def _reference(organisations: OrganisationRows, organisation_id: UUID) -> OrganisationReference:
    names, outdated = organisations.names(organisation_id)
    return OrganisationReference(
        id=str(organisation_id),
        names=names,
        source_language=organisations.records[organisation_id].source_language,
        outdated=outdated,
    )


def _contact(row: Any) -> ContactFact:
    return ContactFact(
        role=row.role,
        name=row.name,
        phone=row.phone,
        email=row.email,
        until=row.keep_until.isoformat() if row.keep_until else None,
    )
