"""The outbox: records whose documents may have to change. Database triggers and ``enqueue`` fill it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, ExpressionWrapper, F, Max, Min, Q, QuerySet
from django.utils import timezone

from search.models import OutboxEntry

#: Failed attempts after which an entry is a dead letter, which a person has to look at (see ``index_status``).
MAX_ATTEMPTS = 5
#: After the nth failure a record is tried again when n times this long has passed.
PAUSE = datetime.timedelta(seconds=20)


@dataclass(frozen=True)
class Batch:
    """Records to index, each with the id of its newest outbox entry at that moment."""

    newest: dict[UUID, int]

    def only(self, record_id: UUID) -> Batch:
        return Batch({record_id: self.newest[record_id]})


def _ready() -> QuerySet[OutboxEntry]:
    """Return entries that may be tried now: no dead letters, and none whose pause after a failure is not over."""
    paused_until = ExpressionWrapper(F("attempted_at") + F("attempts") * PAUSE, output_field=DateTimeField())
    waiting = OutboxEntry.objects.filter(attempts__lt=MAX_ATTEMPTS).annotate(paused_until=paused_until)
    return waiting.filter(Q(attempted_at=None) | Q(paused_until__lte=timezone.now()))


def next_batch(records: int, *, above: int = 0) -> Batch:
    """Return at most ``records`` records with the oldest entries (ids above ``above``). The entries stay.

    A bulk write enters a record once for every table that it touches; one build is enough for all these entries.
    """
    oldest = _ready().filter(pk__gt=above).order_by("pk").values_list("record_id", flat=True)[: records * 10]
    return batch_of(list(dict.fromkeys(oldest))[:records])


def batch_of(record_ids: Collection[UUID]) -> Batch:
    """Return those of these records that have entries."""
    newest = OutboxEntry.objects.filter(record_id__in=record_ids).values("record_id").annotate(newest=Max("pk"))
    return Batch(dict(newest.order_by().values_list("record_id", "newest")))


def ready_records() -> list[UUID]:
    """Return all records that may be tried now, those with the oldest entries first."""
    oldest = _ready().order_by().values("record_id").annotate(oldest=Min("pk"))
    return list(oldest.order_by("oldest").values_list("record_id", flat=True))


def enqueue(record_ids: Iterable[UUID]) -> Batch:
    """Add an entry for each record, as if it had changed, and return them as a batch."""
    entries = OutboxEntry.objects.bulk_create([OutboxEntry(record_id=record_id) for record_id in record_ids])
    return Batch({entry.record_id: entry.pk for entry in entries})


_REMOVE = """
    DELETE FROM search_outboxentry AS entry
    USING unnest(%s::uuid[], %s::bigint[]) AS seen (record_id, newest)
    WHERE entry.record_id = seen.record_id AND entry.id <= seen.newest
    RETURNING entry.record_id, entry.id
"""


def remove(batch: Batch) -> set[UUID]:
    """Delete the entries of these records up to those of the batch, failed ones too.

    Returns the records whose newest entry was still there. Of the others a newer build has been written meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REMOVE, [list(batch.newest), list(batch.newest.values())])
        return {record_id for record_id, entry in cursor.fetchall() if batch.newest[record_id] == entry}


def record_failure(batch: Batch, error: str) -> None:
    """Count a failed attempt in the entries of these records up to those of the batch."""
    for record_id, newest in batch.newest.items():
        OutboxEntry.objects.filter(record_id=record_id, pk__lte=newest, attempts__lt=MAX_ATTEMPTS).update(
            attempts=F("attempts") + 1, attempted_at=timezone.now(), error=error[:2000]
        )


def newest_entry() -> int:
    """Return the highest id of an entry in any transaction, committed or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(pg_sequence_last_value('search_outboxentry_id_seq'), 0)")
        return int(cursor.fetchone()[0])


def waiting(above: int = 0) -> int:
    """Return the number of records that wait, also those in a pause after a failure."""
    return OutboxEntry.objects.filter(pk__gt=above, attempts__lt=MAX_ATTEMPTS).values("record_id").distinct().count()
