"""The blocks of an article that readers get: of a translation, the original's where they have changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from editorial.articles.article_texts import ArticleStanding
from editorial.articles.block_views import make_article_blocks
from editorial.articles.presentation import ShownBlock
from faces.parts.card import Card
from faces.parts.localized_text import Text, written_in
from regions.block_views import BlockReferences

#: A block, and the version of the article whose it is.
Body = Sequence[tuple[Any, Any]]


def shown_body(page: Any, standing: ArticleStanding) -> Body:
    """Return the blocks in the original's order where that has changed, else the page's own."""
    found = standing.by_text["body"] if standing.by_text is not None else None
    if found is None or not found.is_outdated:
        return [(block, page) for block in page.body]
    own, original = list(page.body), standing.original
    places = found.places or (None,) * len(original.body)
    return [
        (block, original) if place is None else (own[place], page)
        for block, place in zip(original.body, places, strict=True)
    ]


def make_shown_blocks(
    body: Body, page: Any, language: str, references: BlockReferences, cards: Mapping[UUID, Card]
) -> tuple[ShownBlock, ...]:
    """``language``: the reader's. A block that can't be shown is left out."""
    return tuple(
        ShownBlock(view, Text("", article.language, language), _mark(article, page, language))
        for block, article in body
        for view in make_article_blocks([block], references, cards)
    )


def _mark(article: Any, page: Any, language: str) -> str:
    return "" if article.language in (page.language, language) else written_in(article.language)
