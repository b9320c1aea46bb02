"""Writing documents: compare, number, upsert, bury. Called by the indexer alone, under its lock."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from listings.schedule.occurrences import DateWindow, expand
from listings.schedule.schedule import Schedule
from search.analysis import ANALYSIS_VERSION
from search.documents.built_document import DOCUMENT_VERSION, BuiltDocument
from search.models import DocumentKind, ListingDocument, Occurrence, OrganisationDocument, Tombstone

#: Days for which occurrences are kept ready: a little back, so that today's are all there, and more than a year ahead.
DAYS_BACK, DAYS_AHEAD = 1, 400

#: Columns that the upsert leaves alone: the key, what the two writers below it set, and what the database keeps.
_WRITTEN_APART = frozenset(
    {"id", "vector", "vector_digest", "analysis_version", "occurrences_until", "last_day", "weekday_ends"}
)

#: The table of each kind of document.
MODELS: dict[DocumentKind, Any] = {
    DocumentKind.LISTING: ListingDocument,
    DocumentKind.ORGANISATION: OrganisationDocument,
}


@dataclass
class Changes:
    """What a write changed, as far as other documents depend on it."""

    count: int = 0
    organisers: set[UUID] = field(default_factory=set)
    renamed_organisations: set[UUID] = field(default_factory=set)


def write_documents(built: Mapping[UUID, tuple[DocumentKind, BuiltDocument | None]], *, force: bool = False) -> Changes:
    """Bring documents to what was built; a document that says the same keeps its number, unless forced its row too."""
    changes = Changes()
    for kind, model in MODELS.items():
        documents = {key: document for key, (of_kind, document) in built.items() if of_kind == kind}
        stored = {row.pk: row for row in model.objects.filter(pk__in=documents).defer("vector")}
        gone = [row for key, row in stored.items() if documents[key] is None]
        different, stale = _to_write(documents.values(), stored, force=force)
        _note(changes, kind, stored, different, gone)
        _bury(model, kind, gone)
        _upsert(model, different)
        _write_vectors(model, [*different, *stale])
        if kind == DocumentKind.LISTING:
            _write_occurrences([*different, *stale], stored, force=force)
    return changes


def _to_write(
    documents: Iterable[BuiltDocument | None], stored: Mapping[UUID, Any], *, force: bool
) -> tuple[list[BuiltDocument], list[BuiltDocument]]:
    """Documents that are new or say something else than their rows, and those whose terms alone must be written."""
    different: list[BuiltDocument] = []
    stale: list[BuiltDocument] = []
    for document in documents:
        if document is None:
            continue
        row = stored.get(document.id)
        if row is None or not document.has_same_content_as(row):
            different.append(document)
        elif force or not has_current_terms(row, document):
            stale.append(document)
    return different, stale


def has_current_terms(stored: Any, document: BuiltDocument) -> bool:
    """Whether the stored row was written with these analysed terms."""
    return stored.analysis_version == ANALYSIS_VERSION and stored.vector_digest == document.vector_digest


def _note(
    changes: Changes, kind: DocumentKind, stored: dict[UUID, Any], different: list[BuiltDocument], gone: list[Any]
) -> None:
    changes.count += len(different) + len(gone)
    if kind == DocumentKind.LISTING:
        changes.organisers |= {row.organisation_id for row in gone}
        for document in different:
            before = stored.get(document.id)
            if before is None or _organiser_side(before) != _organiser_side(document):
                changes.organisers |= {document.columns["organisation_id"]}
                changes.organisers |= {before.organisation_id} if before else set()
        return
    changes.renamed_organisations |= {row.pk for row in gone}
    for document in different:
        before = stored.get(document.id)
        if before is None or _listing_side(before) != _listing_side(document):
            changes.renamed_organisations.add(document.id)


def _columns(document: Any) -> dict[str, Any]:
    return document.columns if isinstance(document, BuiltDocument) else vars(document)


def _organiser_side(document: Any) -> tuple[Any, ...]:
    """What an organisation's document takes from those of its listings."""
    columns = _columns(document)
    return columns["organisation_id"], sorted(columns["portals"])


def _listing_side(document: Any) -> tuple[Any, ...]:
    """What a listing's document takes from its organisation."""
    columns = _columns(document)
    titles = {language: text["title"] for language, text in columns["texts"].items()}
    return titles, columns["home_portal_id"], columns["source_language"]


_ADVANCE = """
    INSERT INTO search_indexsequence (id, value) VALUES (1, %s)
    ON CONFLICT (id) DO UPDATE SET value = search_indexsequence.value + excluded.value RETURNING value
"""


def _next_numbers(count: int) -> int:
    """Reserve ``count`` numbers and return the first. Under the indexer's lock, so that order is commit order."""
    with connection.cursor() as cursor:
        cursor.execute(_ADVANCE, [count])
        return int(cursor.fetchone()[0]) - count + 1


def _bury(model: Any, kind: DocumentKind, gone: list[Any]) -> None:
    if not gone:
        return
    first = _next_numbers(len(gone))
    stones = [
        Tombstone(id=row.pk, kind=kind, sequence=first + place, portals=row.portals) for place, row in enumerate(gone)
    ]
    model.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Tombstone.objects.bulk_create(
        stones, update_conflicts=True, unique_fields=["id"], update_fields=["kind", "sequence", "portals", "removed_at"]
    )


def _upsert(model: Any, documents: list[BuiltDocument]) -> None:
    if not documents:
        return
    first, now = _next_numbers(len(documents)), timezone.now()
    rows = [
        model(
            id=document.id,
            sequence=first + place,
            document_version=DOCUMENT_VERSION,
            modified=now,
            **document.columns,
        )
        for place, document in enumerate(documents)
    ]
    updated = [name.attname for name in model._meta.concrete_fields if name.attname not in _WRITTEN_APART]
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=updated)
    Tombstone.objects.filter(pk__in=[document.id for document in documents]).delete()


_WRITE_VECTORS = """
    UPDATE {table} AS document
    SET vector = given.vector::tsvector, vector_digest = given.digest, analysis_version = %s
    FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS given (id, vector, digest)
    WHERE document.id = given.id
"""


def _write_vectors(model: Any, documents: list[BuiltDocument]) -> None:
    """Write the analysed terms, which no reader sees: they need no new number."""
    if not documents:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _WRITE_VECTORS.format(table=model._meta.db_table),
            [
                ANALYSIS_VERSION,
                [one.id for one in documents],
                [one.vector for one in documents],
                [one.vector_digest for one in documents],
            ],
        )


def _write_occurrences(documents: list[BuiltDocument], stored: dict[UUID, Any], *, force: bool) -> None:
    """Lay out the times of those listings whose schedule is new or differs."""
    lay_out_occurrences(
        {
            one.id: one.schedule or {}
            for one in documents
            if force or one.id not in stored or stored[one.id].facts.get("schedule") != one.schedule
        }
    )


def lay_out_occurrences(schedules: Mapping[UUID, dict[str, Any]]) -> None:
    """Replace the occurrences of these listings by those of the rolling window around today."""
    if not schedules:
        return
    window = window_around(timezone.localdate())
    Occurrence.objects.filter(listing_id__in=schedules).delete()
    _copy_occurrences(occurrences_of(schedules, window))
    ListingDocument.objects.filter(pk__in=schedules).update(occurrences_until=window.last)


_OCCURRENCE_COLUMNS = tuple(field.attname for field in Occurrence._meta.local_concrete_fields if not field.primary_key)


def _copy_occurrences(rows: Iterable[Occurrence]) -> None:
    """A listing has dozens of them, so they are most of what is written: ``COPY`` takes a third of INSERT's time."""
    columns = ", ".join(_OCCURRENCE_COLUMNS)
    with connection.cursor() as cursor, cursor.copy(f"COPY {Occurrence._meta.db_table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([getattr(row, name) for name in _OCCURRENCE_COLUMNS])


def window_around(today: datetime.date) -> DateWindow:
    """The days for which occurrences are kept ready on a day."""
    return DateWindow(today - datetime.timedelta(days=DAYS_BACK), today + datetime.timedelta(days=DAYS_AHEAD))


def occurrences_of(schedules: Mapping[UUID, dict[str, Any]], window: DateWindow) -> Iterable[Occurrence]:
    """The rows of a window's occurrences, unsaved."""
    for listing_id, data in schedules.items():
        for time in expand(Schedule.from_json(data), window):
            yield Occurrence(
                listing_id=listing_id,
                date=time.date,
                weekday=time.date.isoweekday(),
                starts_at=time.starts_at,
                ends_at=time.ends_at,
                start_minute=None if time.all_day else _minute(time.starts_at),
                end_minute=None if time.all_day or time.ends_at is None else _minute(time.ends_at),
                cancelled=time.cancelled,
            )


def _minute(moment: datetime.datetime) -> int:
    local = timezone.localtime(moment)
    return local.hour * 60 + local.minute
