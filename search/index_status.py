"""State of the read model: size, queue, lag and failures; for ``/health/`` and the command ``index_status``."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Min
from django.utils import timezone

from regions.health import PartHealth
from search import outbox
from search.analysis import ANALYSIS_VERSION
from search.documents.built_document import DOCUMENT_VERSION
from search.models import IndexSequence, ListingColumns, ListingDocument, OrganisationDocument, OutboxEntry, Tombstone

#: Seconds that an entry may wait before the status is not ok. The worker looks every second.
LAG_LIMIT_SECONDS = 300.0


@dataclass(frozen=True)
class IndexStatus:
    """``queue`` counts records, ``lag_seconds`` is the age of the oldest entry that can still be indexed."""

    listings: int
    organisations: int
    tombstones: int
    sequence: int
    queue: int
    lag_seconds: float
    dead_letters: int
    analysis_version: int
    document_version: int
    outdated_analysis: int

    @property
    def ok(self) -> bool:
        return self.lag_seconds <= LAG_LIMIT_SECONDS and self.dead_letters == 0

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"ok": self.ok}


def index_status() -> IndexStatus:
    oldest = OutboxEntry.objects.filter(attempts__lt=outbox.MAX_ATTEMPTS).aggregate(oldest=Min("created_at"))["oldest"]
    return IndexStatus(
        listings=ListingDocument.objects.count(),
        organisations=OrganisationDocument.objects.count(),
        tombstones=Tombstone.objects.count(),
        sequence=IndexSequence.objects.values_list("value", flat=True).first() or 0,
        queue=outbox.waiting(),
        lag_seconds=round((timezone.now() - oldest).total_seconds(), 1) if oldest else 0.0,
        dead_letters=OutboxEntry.objects.filter(attempts__gte=outbox.MAX_ATTEMPTS).count(),
        analysis_version=ANALYSIS_VERSION,
        document_version=DOCUMENT_VERSION,
        outdated_analysis=ListingDocument.objects.exclude(analysis_version=ANALYSIS_VERSION).count(),
    )


def is_of_older_version() -> bool:
    """Return whether any document has the form or the terms of an older version, so that the index must be rebuilt.

    Documents of records that failed to be indexed don't count: a rebuild would fail with them again.
    """
    current = {"analysis_version": ANALYSIS_VERSION, "document_version": DOCUMENT_VERSION}
    failed = OutboxEntry.objects.filter(attempts__gt=0).values("record_id")
    without_terms = ListingColumns.objects.filter(terms=None, pk__in=ListingDocument.objects.values("pk"))
    return without_terms.exclude(pk__in=failed).exists() or any(
        model.objects.exclude(**current).exclude(pk__in=failed).exists()
        for model in (ListingDocument, OrganisationDocument)
    )


def dead_letters() -> list[OutboxEntry]:
    return list(OutboxEntry.objects.filter(attempts__gte=outbox.MAX_ATTEMPTS).order_by("pk"))


def probe_index() -> PartHealth:
    """Return whether the read model can be read."""
    return PartHealth(ok=True, facts={"listings": ListingDocument.objects.count()})


def probe_queue() -> PartHealth:
    """Return whether changes reach the read model in time."""
    status = index_status()
    return PartHealth(
        ok=status.ok,
        facts={"waiting": status.queue, "lag_seconds": status.lag_seconds, "dead_letters": status.dead_letters},
    )
