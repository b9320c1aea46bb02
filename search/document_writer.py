"""Writer of documents: compares, numbers, upserts and removes them. Only the indexer calls it, under its lock."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from search.analysis import ANALYSIS_VERSION
from search.bulk_upsert import upsert
from search.documents.built_document import DOCUMENT_VERSION, BuiltDocument, spans_of
from search.models import DocumentKind, ListingColumns, ListingDocument, OrganisationDocument, Shown, Tombstone
from search.occurrence_writer import lay_out_occurrences, window_around
from search.visibility import own_end

#: The column that the upsert leaves alone.
_KEY = "id"

#: The table of each kind of document.
MODELS: dict[DocumentKind, Any] = {
    DocumentKind.LISTING: ListingDocument,
    DocumentKind.ORGANISATION: OrganisationDocument,
}


@dataclass
class Changes:
    """The changes of a write on which other documents depend; ``count`` is the number of changed documents."""

    count: int = 0
    organisers: set[UUID] = field(default_factory=set)
    renamed_organisations: set[UUID] = field(default_factory=set)


def write_documents(built: Mapping[UUID, tuple[DocumentKind, BuiltDocument | None]], *, force: bool = False) -> Changes:
    """Write what was built. A document with the same content keeps its number and, unless forced, its row."""
    changes = Changes()
    for kind, model in MODELS.items():
        documents = {key: document for key, (of_kind, document) in built.items() if of_kind == kind}
        stored = stored_documents(model, documents)
        terms = stored_terms(documents)
        removed = [row for key, row in stored.items() if documents[key] is None]
        changed, stale = _to_write(documents.values(), stored, terms, force=force)
        _record(changes, kind, stored, changed, removed)
        _remove(model, kind, removed)
        _upsert(model, changed, stored)
        _renew(model, stale)
        if kind == DocumentKind.LISTING:
            _write_spans(changed, stored)
            _write_terms([*changed, *stale])
            _write_occurrences([*changed, *stale], stored, force=force)
    return changes


def stored_documents(model: Any, ids: Collection[UUID]) -> dict[UUID, Any]:
    """Return the stored documents of these ids, listings with their spans."""
    rows = model.objects.filter(pk__in=ids)
    return {row.pk: row for row in (rows.prefetch_related("shown") if model is ListingDocument else rows)}


def _to_write(
    documents: Iterable[BuiltDocument | None], stored: Mapping[UUID, Any], terms: Mapping[UUID, bytes], *, force: bool
) -> tuple[list[BuiltDocument], list[BuiltDocument]]:
    """Return documents whose content differs from their rows or that have none, and those with outdated terms."""
    changed: list[BuiltDocument] = []
    stale: list[BuiltDocument] = []
    for document in documents:
        if document is None:
            continue
        row = stored.get(document.id)
        if row is None or not document.has_same_content_as(row):
            changed.append(document)
        elif force or not has_current_terms(row, document, terms):
            stale.append(document)
    return changed, stale


def stored_terms(ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """Return the terms of those of these documents that are listings, as bytes."""
    rows = ListingColumns.objects.filter(pk__in=list(ids), terms__isnull=False).values_list("pk", "terms")
    return {key: bytes(terms or b"") for key, terms in rows}


def has_current_terms(row: Any, document: BuiltDocument, terms: Mapping[UUID, bytes]) -> bool:
    """Return whether a stored document has these analysed terms. ``terms``: the stored ones."""
    return row.analysis_version == ANALYSIS_VERSION and terms.get(document.id, b"") == document.terms


def _record(
    changes: Changes, kind: DocumentKind, stored: dict[UUID, Any], changed: list[BuiltDocument], removed: list[Any]
) -> None:
    changes.count += len(changed) + len(removed)
    if kind == DocumentKind.LISTING:
        changes.organisers |= {row.organisation_id for row in removed}
        for document in changed:
            before = stored.get(document.id)
            if before is None or _organiser_side(before) != _organiser_side(document):
                changes.organisers |= {document.columns["organisation_id"]}
                changes.organisers |= {before.organisation_id} if before else set()
        return
    changes.renamed_organisations |= {row.pk for row in removed}
    for document in changed:
        before = stored.get(document.id)
        if before is None or _listing_side(before) != _listing_side(document):
            changes.renamed_organisations.add(document.id)


def _columns(document: Any) -> dict[str, Any]:
    return document.columns if isinstance(document, BuiltDocument) else vars(document)


def _organiser_side(document: Any) -> tuple[Any, ...]:
    """Return the part of a listing's document that its organisation's document depends on: its scope."""
    columns = _columns(document)
    end = own_end(columns["public_until"], columns["over_at"])
    runs_out = {
        (span.portal_id, span.shown_from, span.shown_until != end and span.shown_until) for span in spans_of(document)
    }
    return columns["organisation_id"], runs_out


def _listing_side(document: Any) -> tuple[Any, ...]:
    """Return the part of an organisation's document that those of its listings depend on."""
    columns = _columns(document)
    titles = {language: text["title"] for language, text in columns["texts"].items()}
    return titles, columns["home_portal_id"], columns["source_language"]


_ADVANCE = """
    INSERT INTO search_indexsequence (id, value) VALUES (1, %s)
    ON CONFLICT (id) DO UPDATE SET value = search_indexsequence.value + excluded.value RETURNING value
"""


def _next_numbers(count: int) -> int:
    """Reserve ``count`` numbers and return the first. The indexer's lock makes their order the order of commits."""
    with connection.cursor() as cursor:
        cursor.execute(_ADVANCE, [count])
        return int(cursor.fetchone()[0]) - count + 1


def _remove(model: Any, kind: DocumentKind, removed: list[Any]) -> None:
    if not removed:
        return
    first = _next_numbers(len(removed))
    stones = [
        Tombstone(id=row.pk, kind=kind, sequence=first + number, portals=_shown_in(row))
        for number, row in enumerate(removed)
    ]
    model.objects.filter(pk__in=[row.pk for row in removed]).delete()
    Tombstone.objects.bulk_create(
        stones, update_conflicts=True, unique_fields=["id"], update_fields=["kind", "sequence", "portals", "removed_at"]
    )


def _shown_in(row: Any) -> list[int]:
    """Return the portals that have shown a stored document at any time."""
    if isinstance(row, OrganisationDocument):
        return sorted({*row.portals, *row.earlier_portals})
    now = timezone.now()
    return sorted({span.portal_id for span in spans_of(row) if span.has_begun(now)}.union(row.earlier_portals))


def _upsert(model: Any, documents: list[BuiltDocument], stored: Mapping[UUID, Any]) -> None:
    if not documents:
        return
    first, now = _next_numbers(len(documents)), timezone.now()
    last_day = window_around(timezone.localdate()).last
    tombstones = Tombstone.objects.filter(pk__in=[document.id for document in documents])
    earlier = {stone.pk: stone.portals for stone in tombstones} | {key: _shown_in(row) for key, row in stored.items()}
    rows = [
        model(
            id=document.id,
            sequence=first + number,
            document_version=DOCUMENT_VERSION,
            analysis_version=ANALYSIS_VERSION,
            modified=now,
            earlier_portals=earlier.get(document.id, []),
            **_window_end(document, stored.get(document.id), last_day),
            **document.columns,
        )
        for number, document in enumerate(documents)
    ]
    updated = [name.attname for name in model._meta.concrete_fields if name.attname != _KEY]
    upsert(rows, updated)
    tombstones.delete()


def _write_spans(documents: list[BuiltDocument], stored: Mapping[UUID, Any]) -> None:
    """Write when portals show these listings, where that has changed."""
    known = {key: spans_of(row) for key, row in stored.items()}
    changed = [document for document in documents if known.get(document.id) != document.spans]
    if not changed:
        return
    Shown.objects.filter(listing_id__in=[document.id for document in changed]).delete()
    Shown.objects.bulk_create(
        Shown(listing_id=document.id, **vars(span)) for document in changed for span in document.spans
    )


def _renew(model: Any, documents: list[BuiltDocument]) -> None:
    """Tell that the terms are of now. No reader sees them, so documents keep their numbers."""
    if documents:
        model.objects.filter(pk__in=[document.id for document in documents]).update(analysis_version=ANALYSIS_VERSION)


_WRITE_TERMS = """
    UPDATE search_listingcolumns AS columns SET terms = given.terms
    FROM unnest(%s::uuid[], %s::bytea[]) AS given (id, terms) WHERE columns.id = given.id
"""


def _write_terms(documents: list[BuiltDocument]) -> None:
    """Write the terms for columns. The rows are there, and numbered, since the documents were written."""
    with connection.cursor() as cursor:
        ids, terms = [document.id for document in documents], [document.terms for document in documents]
        cursor.execute(_WRITE_TERMS, [ids, terms])


def _write_occurrences(documents: list[BuiltDocument], stored: dict[UUID, Any], *, force: bool) -> None:
    """Write the occurrences of listings whose schedule is new or has changed."""
    write_occurrences(
        {
            document.id: document.schedule or {}
            for document in documents
            if force or _has_other_schedule(document, stored.get(document.id))
        }
    )


def _has_other_schedule(document: BuiltDocument, before: Any) -> bool:
    return before is None or before.facts.get("schedule") != document.schedule


def _window_end(document: BuiltDocument, before: Any, last_day: datetime.date) -> dict[str, Any]:
    """Return the column that says up to which day there are occurrences, for a listing that is written."""
    if document.kind != DocumentKind.LISTING:
        return {}
    return {"occurrences_until": last_day if _has_other_schedule(document, before) else before.occurrences_until}


def write_occurrences(schedules: Mapping[UUID, dict[str, Any]]) -> None:
    """Replace the occurrences of these listings by those of the window around today."""
    window = window_around(timezone.localdate())
    lay_out_occurrences(schedules, window)
    rows = ListingDocument.objects.filter(pk__in=schedules).exclude(occurrences_until=window.last)
    rows.update(occurrences_until=window.last)
