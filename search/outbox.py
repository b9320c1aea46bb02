"""The outbox: records whose documents may have to change, in the order of their transactions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, ExpressionWrapper, F, Max, Q, QuerySet
from django.utils import timezone

from search.models import OutboxEntry

#: After so many failed attempts an entry is a dead letter: it waits for a person (``index_status`` names it).
MAX_ATTEMPTS = 5
#: After the nth failure a record rests n times as long.
PAUSE = datetime.timedelta(seconds=20)


@dataclass(frozen=True)
class Batch:
    """Records to index, each with the highest outbox entry seen for it."""

    newest: dict[UUID, int]

    def only(self, record_id: UUID) -> Batch:
        return Batch({record_id: self.newest[record_id]})


def _ready() -> QuerySet[OutboxEntry]:
    """Entries that may be tried now: not given up, and after a failure only when its pause is over."""
    paused_until = ExpressionWrapper(F("attempted_at") + F("attempts") * PAUSE, output_field=DateTimeField())
    waiting = OutboxEntry.objects.filter(attempts__lt=MAX_ATTEMPTS).annotate(paused_until=paused_until)
    return waiting.filter(Q(attempted_at=None) | Q(paused_until__lte=timezone.now()))


def next_batch(records: int, *, above: int = 0) -> Batch:
    """Look at the oldest entries (with an id above ``above``) of at most ``records`` records; removes nothing.

    A bulk write enters a record once for every table it touches, far apart: one build answers for all of them.
    """
    oldest = _ready().filter(pk__gt=above).order_by("pk").values_list("record_id", flat=True)[: records * 10]
    ids = list(dict.fromkeys(oldest))[:records]
    newest = OutboxEntry.objects.filter(record_id__in=ids).values("record_id").annotate(newest=Max("pk"))
    return Batch(dict(newest.order_by().values_list("record_id", "newest")))


def enqueue(record_ids: Iterable[UUID]) -> Batch:
    """Enter records as if they had changed, and return them as a batch."""
    made = OutboxEntry.objects.bulk_create([OutboxEntry(record_id=record_id) for record_id in record_ids])
    return Batch({entry.record_id: entry.pk for entry in made})


_REMOVE = """
    DELETE FROM search_outboxentry AS entry
    USING unnest(%s::uuid[], %s::bigint[]) AS seen (record_id, newest)
    WHERE entry.record_id = seen.record_id AND entry.id <= seen.newest
    RETURNING entry.record_id, entry.id
"""


def remove(batch: Batch) -> set[UUID]:
    """Delete everything that waited for these records up to the entries seen, failed attempts too.

    Returns the records whose newest entry was still there. For any other, somebody has written a newer build meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REMOVE, [list(batch.newest), list(batch.newest.values())])
        return {record_id for record_id, entry in cursor.fetchall() if batch.newest[record_id] == entry}


def record_failure(batch: Batch, error: str) -> None:
    """Count a failed attempt for everything that waited for these records up to the entries seen."""
    for record_id, newest in batch.newest.items():
        OutboxEntry.objects.filter(record_id=record_id, pk__lte=newest, attempts__lt=MAX_ATTEMPTS).update(
            attempts=F("attempts") + 1, attempted_at=timezone.now(), error=error[:2000]
        )


def newest_entry() -> int:
    """The highest entry id given so far, by any transaction, committed or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(pg_sequence_last_value('search_outboxentry_id_seq'), 0)")
        return int(cursor.fetchone()[0])


def waiting(above: int = 0) -> int:
    """How many records wait, those that rest after a failure too."""
    return OutboxEntry.objects.filter(pk__gt=above, attempts__lt=MAX_ATTEMPTS).values("record_id").distinct().count()
