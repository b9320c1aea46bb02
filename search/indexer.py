"""The single writer of the read model.

Database triggers enter every changed record into the outbox in the transaction of the change, so no change is lost
(docs/decisions/0001). Documents are built without any lock. A short transaction under one advisory lock then compares,
numbers and writes them. Where another indexer has removed a record's entry meanwhile, it has written a newer build, and
this one is dropped: a stored document is never replaced by an older one.
"""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.functions import RandomUUID
from django.db import InterfaceError, OperationalError, connection, transaction

from listings.models import Listing, Organisation
from search import outbox
from search.document_writer import Changes, write_documents, write_occurrences
from search.documents.built_document import BuiltDocument
from search.documents.listing import build_listings
from search.documents.organisation import build_organisations
from search.models import DocumentKind, IndexSequence, ListingDocument, OrganisationDocument

logger = logging.getLogger(__name__)

#: Records that one transaction writes: few while a person waits for theirs, many where a whole pool waits.
BATCH = 100
LARGE_BATCH = 500
_LOCK = 0x6B6F746F  # "koto": one advisory lock for every writer of the read model


@dataclass(frozen=True)
class DrainResult:
    """The result of a run: records indexed, documents that changed, records that still wait."""

    done: int = 0
    changed: int = 0
    waiting: int = 0


def drain_outbox(
    *,
    above: int = 0,
    budget_seconds: float | None = None,
    batch_size: int = BATCH,
    progress: Callable[[int], None] | None = None,
) -> DrainResult:
    """Index the records in the outbox (entries above ``above``), oldest first, until it is empty or time is up.

    ``progress`` is called after each batch with the number of records done.
    """
    deadline = None if budget_seconds is None else time.monotonic() + budget_seconds
    done = changed = 0
    while batch := _next_batch(above, batch_size):
        if deadline is not None and time.monotonic() >= deadline:
            return DrainResult(done, changed, outbox.waiting(above))
        changed += _index(batch)
        done += len(batch.newest)
        if progress is not None:
            progress(done)
    return DrainResult(done, changed)


def index_waiting(record_ids: Collection[UUID]) -> int:
    """Index those of these records that wait in the outbox. Returns the number that changed."""
    batch = outbox.batch_of(record_ids)
    return _index(batch) if batch.newest else 0


def index_records(ids: Iterable[UUID], *, force: bool = False) -> int:
    """Index these records now, with ``force`` also those without changes. Returns the number that changed."""
    changed = 0
    pending = list(ids)
    for start in range(0, len(pending), LARGE_BATCH):
        changed += _index(outbox.enqueue(pending[start : start + LARGE_BATCH]), force=force)
    return changed


def _next_batch(above: int, records: int) -> outbox.Batch | None:
    batch = outbox.next_batch(records, above=above)
    return batch if batch.newest else None


def _index(batch: outbox.Batch, *, force: bool = False) -> int:
    """Index a batch. If it fails, index each record by itself, so that a bad record does not stop the others."""
    try:
        return _build_and_write(batch, force=force)
    except (OperationalError, InterfaceError):
        raise  # a fault of the database, not of the record: the caller may try again later
    except Exception as error:
        if len(batch.newest) == 1:
            logger.exception("Indexing %s failed", next(iter(batch.newest)))
            outbox.record_failure(batch, f"{type(error).__name__}: {error}")
            return 0
    return sum(_index(batch.only(key), force=force) for key in batch.newest)


def _build_and_write(batch: outbox.Batch, *, force: bool) -> int:
    built = build(batch.newest)
    with transaction.atomic(durable=True):
        _lock()
        in_time = outbox.remove(batch)
        fresh = {key: document for key, document in built.items() if key in in_time}
        changes = write_documents(fresh, force=force)
        up_to_date = {
            key for key, (kind, document) in fresh.items() if kind == DocumentKind.LISTING and document is not None
        }
        outbox.enqueue(_affected(changes) - up_to_date)
    return changes.count


def begin_new_epoch() -> None:
    """Tell all readers of changes to start again: documents were lost of which there are no tombstones."""
    with transaction.atomic(durable=True):
        _lock()
        IndexSequence.objects.update(epoch=RandomUUID())


def roll_occurrences(due: datetime.date) -> int:
    """Move on the window of occurrences of listings where it ends before ``due``. Returns their number."""
    moved = 0
    while True:
        with transaction.atomic(durable=True):
            _lock()
            rows = ListingDocument.objects.filter(occurrences_until__lt=due).order_by("pk")[:BATCH]
            schedules = dict(rows.values_list("pk", "facts__schedule"))
            write_occurrences(schedules)
        moved += len(schedules)
        if not schedules:
            return moved


def build(ids: Collection[UUID]) -> dict[UUID, tuple[DocumentKind, BuiltDocument | None]]:
    """Return the documents of records by id, None where a record is not public."""
    organisations = set(Organisation.objects.filter(pk__in=ids).values_list("pk", flat=True))
    organisations |= set(OrganisationDocument.objects.filter(pk__in=ids).values_list("pk", flat=True))
    listings = set(Listing.objects.filter(pk__in=ids).values_list("pk", flat=True))
    listings |= set(ListingDocument.objects.filter(pk__in=ids).values_list("pk", flat=True))
    built: dict[UUID, tuple[DocumentKind, BuiltDocument | None]] = dict.fromkeys(ids, (DocumentKind.LISTING, None))
    # Organisations first: a listing names its organisation, so it is built from data that are at least as new.
    if organisations:
        organisation_documents = build_organisations(organisations)
        built |= {key: (DocumentKind.ORGANISATION, document) for key, document in organisation_documents.items()}
    if listings:
        built |= {key: (DocumentKind.LISTING, document) for key, document in build_listings(listings).items()}
    return built


def _affected(changes: Changes) -> set[UUID]:
    """Return records whose documents depend on changes: listings of renamed organisations, organisers of listings."""
    affected = set(changes.organisers)
    if changes.renamed_organisations:
        affected |= set(
            Listing.objects.filter(organisation_id__in=changes.renamed_organisations).values_list("pk", flat=True)
        )
        affected |= set(Listing.objects.co_organised_by(changes.renamed_organisations).values_list("pk", flat=True))
    return affected


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
