"""Comparing the read model with the pages and records that it is built from, and repairing it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from listings.models import Listing, Organisation
from listings.schedule.occurrences import DateWindow
from search.document_writer import MODELS, has_current_terms, stored_documents, stored_terms
from search.documents.built_document import BuiltDocument
from search.indexer import LARGE_BATCH, begin_new_epoch, build, drain_outbox, index_records
from search.models import DocumentKind, ListingDocument, Occurrence, OrganisationDocument, OutboxEntry
from search.occurrence_writer import occurrence_rows
from search.processes import in_processes

#: Called with (done, total) records.
Progress = Callable[[int, int], None]


def _no_progress(done: int, total: int) -> None:
    return None


@dataclass(frozen=True)
class Difference:
    """One record whose document is not what it should be.

    ``fault``: ``missing``, ``superfluous``, ``outdated`` (what readers see), ``terms`` (what search finds it by) or
    ``occurrences`` (its times).
    """

    id: UUID
    kind: DocumentKind
    fault: str

    def __str__(self) -> str:
        return f"{self.kind} {self.id}: {self.fault}"


def differences(progress: Progress = _no_progress) -> list[Difference]:
    """Return all documents that are not what they should be, except those whose records wait in the outbox."""
    result: list[Difference] = []
    batches = list(_batches())
    total, done = sum(len(ids) for ids in batches), 0
    for ids in batches:
        waiting = set(OutboxEntry.objects.filter(record_id__in=ids).values_list("record_id", flat=True))
        result += [difference for difference in _compare(ids) if difference.id not in waiting]
        done += len(ids)
        progress(done, total)
    return result


def repair(faulty: list[Difference]) -> int:
    """Index these records again. Returns the number of documents that changed for readers."""
    _notice_loss()
    changed = index_records([difference.id for difference in faulty], force=True)
    return changed + drain_outbox().changed


def rebuild(progress: Progress = _no_progress, processes: int = 1) -> int:
    """Build every document anew, with occurrences and analysed terms. Returns the number that changed for readers."""
    _notice_loss()
    batches = list(_batches())
    total, done, changed = sum(len(ids) for ids in batches), 0, 0
    for ids, changed_of_batch in zip(batches, in_processes(_index_anew, batches, processes), strict=True):
        changed += changed_of_batch
        done += len(ids)
        progress(done, total)
    return changed + drain_outbox().changed


def _index_anew(ids: list[UUID]) -> int:
    return index_records(ids, force=True)


def _notice_loss() -> None:
    """Begin a new epoch where no document is left."""
    if not any(model.objects.exists() for model in MODELS.values()):
        begin_new_epoch()


def _batches() -> Iterator[list[UUID]]:
    """Yield all ids of records and documents, listings first: an organisation's document depends on its listings'."""
    for record, document in ((Listing, ListingDocument), (Organisation, OrganisationDocument)):
        ids = sorted(
            set(record.objects.values_list("pk", flat=True)) | set(document.objects.values_list("pk", flat=True))
        )
        for start in range(0, len(ids), LARGE_BATCH):
            yield ids[start : start + LARGE_BATCH]


def _compare(ids: list[UUID]) -> Iterator[Difference]:
    stored: dict[UUID, Any] = {}
    for model in MODELS.values():
        stored |= stored_documents(model, ids)
    built = build(ids)
    terms = stored_terms(ids)
    other_times = _with_other_times(built, stored)
    for key, (kind, document) in built.items():
        fault = _fault(document, stored.get(key), terms, key in other_times)
        if fault:
            yield Difference(key, kind, fault)


def _fault(document: BuiltDocument | None, row: Any, terms: Mapping[UUID, bytes], has_other_times: bool) -> str:
    if document is None:
        return "superfluous" if row is not None else ""
    if row is None:
        return "missing"
    if not document.has_same_content_as(row):
        return "outdated"
    if not has_current_terms(row, document, terms):
        return "terms"
    return "occurrences" if has_other_times else ""


def _with_other_times(
    built: Mapping[UUID, tuple[DocumentKind, BuiltDocument | None]], stored: Mapping[UUID, Any]
) -> set[UUID]:
    """Return the ids of listings whose stored occurrences from today on are not those of their schedule."""
    today = timezone.localdate()
    schedules = {
        key: document.schedule
        for key, (_kind, document) in built.items()
        if document and document.schedule and key in stored
    }
    stored_times: dict[UUID, set[tuple[datetime.datetime, bool]]] = defaultdict(set)
    rows = Occurrence.objects.filter(listing_id__in=schedules, date__gte=today)
    for listing_id, starts_at, cancelled in rows.values_list("listing_id", "starts_at", "cancelled"):
        stored_times[listing_id].add((starts_at.astimezone(datetime.UTC), cancelled))
    return {
        key
        for key, schedule in schedules.items()
        if stored_times[key] != _expected_times(key, schedule, today, stored[key].occurrences_until)
    }


def _expected_times(
    key: UUID, schedule: dict[str, Any], today: datetime.date, until: datetime.date | None
) -> set[tuple[datetime.datetime, bool]]:
    if until is None:
        return set()
    rows = occurrence_rows({key: schedule}, DateWindow(today, until))
    return {(row.starts_at.astimezone(datetime.UTC), row.cancelled) for row in rows}
