"""Builder of organisations' documents from pages and records, many at once with a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from listings.rich_text import web_address
from search.documents.built_document import BuiltDocument
from search.documents.schema import OrganisationFacts
from search.documents.scope import PortalScopes
from search.documents.shown_texts import shown_texts, sort_titles
from search.documents.source_rows import OrganisationRows
from search.documents.terms import document_terms
from search.models import DocumentKind, Shown
from search.title_terms import title_pieces, title_terms


def build_organisations(ids: Collection[UUID]) -> dict[UUID, BuiltDocument | None]:
    """Return the documents of these organisations, None for one that is not public."""
    rows = OrganisationRows(ids)
    scopes = PortalScopes([])
    listing_portals: dict[UUID, set[int]] = defaultdict(set)
    spans = Shown.objects.filter(listing__organisation_id__in=rows.records).in_scope(scopes.now)
    for organisation_id, portal in spans.values_list("listing__organisation_id", "portal_id").distinct():
        listing_portals[organisation_id].add(portal)
    built: dict[UUID, BuiltDocument | None] = dict.fromkeys(ids)
    for key, record in rows.records.items():
        if record.source_language not in rows.pages[key]:
            continue  # unpublished between two of the queries; its own outbox entry follows
        built[key] = build_organisation(key, record, rows.pages[key], scopes, listing_portals[key])
    return built


def build_organisation(
    key: UUID, record: Any, pages: dict[str, Any], scopes: PortalScopes, listing_portals: set[int]
) -> BuiltDocument:
    """Return the document of a record and its pages by language; ``listing_portals`` show a listing of it."""
    source = pages[record.source_language]
    texts: dict[str, Any] = shown_texts(pages, record.source_language)
    facts = OrganisationFacts(
        type=source.organisation_type.code if source.organisation_type else "",
        email=source.email,
        phone=source.phone,
        website=web_address(source.website),
        image={"id": source.logo_id} if source.logo_id else None,
        home_portal=scopes.slug(record.home_portal_id),
    )
    municipality = source.municipality_id or ""
    terms = document_terms({language: {"title": text["title"]} for language, text in texts.items()})
    columns = {
        "source_language": record.source_language,
        "home_portal_id": record.home_portal_id,
        "municipality": municipality,
        "organisation_type": facts["type"],
        "portals": scopes.of_organisation(municipality, record.home_portal_id, listing_portals),
        "sort_titles": sort_titles(texts, record.source_language),
        "title_terms": title_terms(terms),
        "title_pieces": title_pieces(terms),
        "texts": texts,
        "facts": facts,
    }
    return BuiltDocument(key, DocumentKind.ORGANISATION, columns)
