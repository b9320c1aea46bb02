"""The outbox: records whose documents may have to change, in the order of their transactions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import F

from search.models import OutboxEntry

#: After so many failed attempts an entry is a dead letter: it waits for a person (``index_status`` names it).
MAX_ATTEMPTS = 5


@dataclass(frozen=True)
class Batch:
    """Records to index, each with the highest outbox entry seen for it; ``entries`` are all entries seen."""

    newest: dict[UUID, int]
    entries: list[int]


def take(records: int, *, above: int = 0) -> Batch:
    """Look at the oldest entries (with an id above ``above``) of at most ``records`` records; removes nothing."""
    rows = (
        OutboxEntry.objects.filter(pk__gt=above, attempts__lt=MAX_ATTEMPTS)
        .order_by("pk")
        .values_list("pk", "record_id")[: records * 10]
    )
    newest: dict[UUID, int] = {}
    entries: list[int] = []
    for entry, record_id in rows:
        if record_id not in newest and len(newest) == records:
            break
        newest[record_id] = entry
        entries.append(entry)
    return Batch(newest, entries)


def put(record_ids: Iterable[UUID]) -> Batch:
    """Enter records as if they had changed, and return them as a batch."""
    made = OutboxEntry.objects.bulk_create([OutboxEntry(record_id=record_id) for record_id in record_ids])
    return Batch({entry.record_id: entry.pk for entry in made}, [entry.pk for entry in made])


def remove(entries: Collection[int]) -> set[int]:
    """Delete entries and say which of them were still there: whoever is late finds that its record is done."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_outboxentry WHERE id = ANY(%s) RETURNING id", [list(entries)])
        return {row[0] for row in cursor.fetchall()}


def record_failure(entries: Collection[int], error: str) -> None:
    OutboxEntry.objects.filter(pk__in=entries).update(attempts=F("attempts") + 1, error=error[:2000])


def newest_entry() -> int:
    """The highest entry id given so far, by any transaction, committed or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(pg_sequence_last_value('search_outboxentry_id_seq'), 0)")
        return int(cursor.fetchone()[0])


def waiting(above: int = 0) -> int:
    """How many records wait."""
    return OutboxEntry.objects.filter(pk__gt=above, attempts__lt=MAX_ATTEMPTS).values("record_id").distinct().count()
