"""The single writer of the read model (DESIGN, "Nothing lost between page and index").

Documents are built without any lock; a short transaction under one advisory lock then decides what differs, numbers it
and writes it. An entry that another indexer has removed meanwhile means that a newer build of the record is already in,
so a late build is dropped: what is written is never older than what is there.
"""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction

from listings.models import Listing, Organisation
from search import outbox
from search.document_writer import Changes, lay_out_occurrences, write_documents
from search.documents.built_document import BuiltDocument
from search.documents.listing import build_listings
from search.documents.organisation import build_organisations
from search.models import DocumentKind, ListingDocument, OrganisationDocument

logger = logging.getLogger(__name__)

#: Records that one transaction writes: few while people wait for their own, many where a whole pool waits.
BATCH = 100
LARGE_BATCH = 500
_LOCK = 0x6B6F746F  # "koto": one advisory lock for every writer of the read model


@dataclass(frozen=True)
class DrainResult:
    """What a run of the indexer did: records looked at, documents that changed, records that still wait."""

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
    """Index what waits in the outbox (entries above ``above``), oldest first, until nothing is left or time is up.

    ``progress`` is told after each batch how many records are done.
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


def index_records(ids: Iterable[UUID], *, force: bool = False) -> int:
    """Build and write these records now, with ``force`` also where nothing differs. Returns how many changed."""
    changed = 0
    pending = list(ids)
    for start in range(0, len(pending), LARGE_BATCH):
        changed += _index(outbox.enqueue(pending[start : start + LARGE_BATCH]), force=force)
    return changed


def _next_batch(above: int, records: int) -> outbox.Batch | None:
    batch = outbox.next_batch(records, above=above)
    return batch if batch.newest else None


def _index(batch: outbox.Batch, *, force: bool = False) -> int:
    """Index a batch; where it fails as a whole, each record by itself, so that one bad record stops no other."""
    try:
        return _build_and_write(batch, force=force)
    except (OperationalError, InterfaceError):
        raise  # the database, not the record: whoever called may try again later
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
        up_to_date = {key for key, (kind, one) in fresh.items() if kind == DocumentKind.LISTING and one is not None}
        outbox.enqueue(_affected(changes) - up_to_date)
    return changes.count


def roll_occurrences(due: datetime.date) -> int:
    """Move the window of occurrences on for listings whose window ends before ``due``; how many these were."""
    moved = 0
    while True:
        with transaction.atomic(durable=True):
            _lock()
            rows = ListingDocument.objects.filter(occurrences_until__lt=due).order_by("pk")[:BATCH]
            schedules = dict(rows.values_list("pk", "facts__schedule"))
            lay_out_occurrences(schedules)
        moved += len(schedules)
        if not schedules:
            return moved


def build(ids: Collection[UUID]) -> dict[UUID, tuple[DocumentKind, BuiltDocument | None]]:
    """Documents of records of either kind; an id that was never a record of ours is left out."""
    organisations = set(Organisation.objects.filter(pk__in=ids).values_list("pk", flat=True))
    organisations |= set(OrganisationDocument.objects.filter(pk__in=ids).values_list("pk", flat=True))
    listings = set(Listing.objects.filter(pk__in=ids).values_list("pk", flat=True))
    listings |= set(ListingDocument.objects.filter(pk__in=ids).values_list("pk", flat=True))
    built: dict[UUID, tuple[DocumentKind, BuiltDocument | None]] = dict.fromkeys(ids, (DocumentKind.LISTING, None))
    # Organisations first: a listing built later than its organisation says of it what is true at least as late.
    if organisations:
        found = build_organisations(organisations)
        built |= {key: (DocumentKind.ORGANISATION, document) for key, document in found.items()}
    if listings:
        built |= {key: (DocumentKind.LISTING, document) for key, document in build_listings(listings).items()}
    return built


def _affected(changes: Changes) -> set[UUID]:
    """Records whose documents name what has changed: listings of a renamed organisation, organisers of a listing."""
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
