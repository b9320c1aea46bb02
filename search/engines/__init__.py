"""Search engines behind one interface (``search.engines.base``); ``get_engine`` returns the one to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from search.engines.base import SearchEngine

#: Names that ``evaluate_search --engine`` takes. ``embedded`` is ``columns``.
ENGINES: Final = ("embedded", "columns", "elasticsearch")


class EngineUnavailable(LookupError):
    """The named engine is not set up; the message says which one is."""


def get_engine(name: str = "") -> SearchEngine:
    """Return the engine of this name, or the one in use. Raises ``EngineUnavailable``."""
    if name in ("", "embedded", "columns"):
        from search.engines.columns.engine import ColumnsEngine

        return ColumnsEngine()
    raise EngineUnavailable(f"The search engine {name!r} is not set up here. Use embedded, which is columns.")


__all__ = ["ENGINES", "EngineUnavailable", "get_engine"]
