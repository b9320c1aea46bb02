"""Types of the demo's articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from editorial.enums import ArticleKind


@dataclass(frozen=True)
class Version:
    """An article in one language.

    ``body`` has pairs (block, value) for the stream field, except that activities are named by their ids in the demo
    pool.
    """

    language: str
    title: str
    summary: str
    body: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class DemoArticle:
    """An article with its language versions; its date is ``days_ago`` before the day of loading."""

    slug: str
    kind: ArticleKind
    theme: str
    author: str
    days_ago: int
    versions: tuple[Version, ...]
