"""Parts that higher apps add to the finder's results. They register them in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from faces.finder.finder_query import FinderQuery
from regions.registry import Registry


@dataclass(frozen=True)
class FinderPart:
    """``content`` makes, for a query and its count, what ``template`` shows as ``part``; None leaves the part out.

    Parts stand below the results, or among what is said where nothing was found; a lower ``order`` first.
    """

    name: str
    order: int
    template: str
    content: Callable[[FinderQuery, int], Any]


registry: Registry[FinderPart] = Registry("part of the finder")


def register(part: FinderPart) -> None:
    """Add a part. Raises ``AlreadyRegisteredError`` where another one has its name."""
    registry.register(part.name, part, order=part.order)


def parts_for(finder_query: FinderQuery, count: int) -> list[tuple[str, Any]]:
    """Return templates with their content, in order."""
    parts = ((part.template, part.content(finder_query, count)) for part in registry.entries())
    return [(template, content) for template, content in parts if content is not None]
