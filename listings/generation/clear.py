"""Removing a generated pool."""

from __future__ import annotations

from listings.generation.write import Progress, source_of
from listings.pool.clear import ClearReport, clear_pool


def clear_generated(seed: int, progress: Progress | None = None) -> ClearReport:
    return clear_pool(source_of(seed), progress=progress)
