"""Comparing the read model with the pages and records that it is built from, and repairing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from listings.models import Listing, Organisation
from search.analysis import ANALYSIS_VERSION
from search.indexer import BATCH, build, drain_outbox, index_records
from search.models import DocumentKind, ListingDocument, OrganisationDocument

#: Called with (done, total) records.
Progress = Callable[[int, int], None]


def _no_progress(done: int, total: int) -> None:
    return None


@dataclass(frozen=True)
class Difference:
    """One record whose document is not what it should be: ``missing``, ``superfluous`` or ``outdated``."""

    id: UUID
    kind: DocumentKind
    fault: str

    def __str__(self) -> str:
        return f"{self.kind} {self.id}: {self.fault}"


def differences(progress: Progress = _no_progress) -> list[Difference]:
    """Everything in which the read model differs, after what waits in the outbox has been indexed."""
    drain_outbox()
    found: list[Difference] = []
    total = done = 0
    batches = list(_batches())
    total = sum(len(ids) for ids in batches)
    for ids in batches:
        found += _compare(ids)
        done += len(ids)
        progress(done, total)
    return found


def repair(found: list[Difference]) -> int:
    """Bring the documents of these records to what they should be. Returns how many changed."""
    changed = index_records([difference.id for difference in found], force=True)
    return changed + drain_outbox().changed


def rebuild(progress: Progress = _no_progress) -> int:
    """Build every document anew, occurrences and analysed terms too. Readers see the old ones meanwhile."""
    batches = list(_batches())
    total = sum(len(ids) for ids in batches)
    done = changed = 0
    for ids in batches:
        changed += index_records(ids, force=True)
        done += len(ids)
        progress(done, total)
    return changed + drain_outbox().changed


def _batches() -> Iterator[list[UUID]]:
    """All ids of records and documents, listings first: an organisation's document looks at those of its listings."""
    for record, document in ((Listing, ListingDocument), (Organisation, OrganisationDocument)):
        ids = sorted(
            set(record.objects.values_list("pk", flat=True)) | set(document.objects.values_list("pk", flat=True))
        )
        for start in range(0, len(ids), BATCH):
            yield ids[start : start + BATCH]


def _compare(ids: list[UUID]) -> Iterator[Difference]:
    stored = {
        pk: (digest, version)
        for model in (ListingDocument, OrganisationDocument)
        for pk, digest, version in model.objects.filter(pk__in=ids).values_list("pk", "digest", "analysis_version")
    }
    for key, (kind, document) in build(ids).items():
        if document is None and key in stored:
            yield Difference(key, kind, "superfluous")
        elif document is not None and key not in stored:
            yield Difference(key, kind, "missing")
        elif document is not None and stored[key] != (document.digest, ANALYSIS_VERSION):
            yield Difference(key, kind, "outdated")
