"""Search engines behind one interface; ``get_engine`` says which one answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from search.engines.base import SearchEngine

ENGINES: Final = ("postgresql", "elasticsearch")


class EngineUnavailable(LookupError):
    """The engine asked for isn't there; says why."""


def get_engine(name: str = "") -> SearchEngine:
    """Return the engine in use, or the one named. Raises ``EngineUnavailable``."""
    if name not in ("", "postgresql"):
        raise EngineUnavailable(f"The search engine {name!r} is not set up here; there is postgresql.")
    from search.engines.postgresql.engine import PostgreSQLEngine

    return PostgreSQLEngine()


__all__ = ["ENGINES", "EngineUnavailable", "get_engine"]
