"""Measuring how quickly documents are built and written: every document of a sample anew, as ``rebuild_index`` does.

``python -m benchmarks.rebuilding`` with ``DATABASE_URL`` prints one JSON object. What is written is what was there.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.measure import print_measured

#: Listings that are measured, at most, and those before, which aren't counted: their words are analysed for the first
#: time, and dictionaries are loaded.
SAMPLE: Final = 2000
WARM_UP: Final = 500


@dataclass(frozen=True)
class RebuildReport:
    """``rate``: documents a second, of one process. ``processor_ms``: of this process for each, without PostgreSQL."""

    documents: int
    rate: float
    processor_ms: float


def measure(times: int) -> RebuildReport:
    """Build and write a sample of listings. ``times`` is as for other measurements, and not used."""
    from search.indexer import index_records
    from search.models import ListingDocument

    keys: list[Any] = list(ListingDocument.objects.order_by("pk").values_list("pk", flat=True)[: WARM_UP + SAMPLE])
    warm_up, sample = keys[:WARM_UP], keys[WARM_UP:] or keys
    index_records(warm_up, force=True)
    began, began_processor = time.perf_counter(), time.process_time()
    index_records(sample, force=True)
    seconds, processor = time.perf_counter() - began, time.process_time() - began_processor
    return RebuildReport(len(sample), round(len(sample) / seconds, 1), round(1000 * processor / len(sample), 2))


if __name__ == "__main__":
    print_measured(measure)
