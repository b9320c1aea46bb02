"""Search engines behind one interface; ``get_engine`` says which one answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.engines.base import SearchEngine


def get_engine() -> SearchEngine:
    """Return the engine in use."""
    from search.engines.postgresql import PostgreSQLEngine

    return PostgreSQLEngine()


__all__ = ["get_engine"]
