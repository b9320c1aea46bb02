"""What columns take of memory and time, and how far behind this process is; for ``/health/`` and ``index_status``."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from regions.health import PartHealth
from search.engines.columns.store import current_version, loaded_columns


@dataclass(frozen=True)
class ColumnsStatus:
    """The columns that this process searches in, all 0 before its first search.

    ``behind``: changes that it has not loaded, which the next search will. ``megabytes``: memory of the arrays.
    ``load_seconds``: of loading everything; ``delta_seconds``: of the last addition.
    """

    listings: int = 0
    megabytes: float = 0.0
    behind: int = 0
    load_seconds: float = 0.0
    delta_seconds: float = 0.0


def columns_status() -> ColumnsStatus:
    """Return how this process searches; one short statement."""
    loaded = loaded_columns()
    if loaded is None:
        return ColumnsStatus()
    return ColumnsStatus(
        listings=loaded.columns.count,
        megabytes=round(loaded.columns.size / 1e6, 1),
        behind=max(0, current_version().change - loaded.columns.change),
        load_seconds=round(loaded.load_seconds, 3),
        delta_seconds=round(loaded.delta_seconds, 4),
    )


def probe_columns() -> PartHealth:
    """Return how this process searches."""
    return PartHealth(ok=True, facts=asdict(columns_status()))
