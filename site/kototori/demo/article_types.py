"""The shape of the demo's articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from editorial.enums import ArticleKind


@dataclass(frozen=True)
class Version:
    """An article in one language. ``body``: pairs (block, value) as the stream field takes them, except that activities
    are named by their ids in the demo pool.
    """

    language: str
    title: str
    summary: str
    body: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class DemoArticle:
    """One family; ``days_ago`` is its date, counted from the day on which it is loaded."""

    slug: str
    kind: ArticleKind
    theme: str
    author: str
    days_ago: int
    versions: tuple[Version, ...]
