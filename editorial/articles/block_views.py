"""View models of an article's blocks. Activities come from the read model, in one query for the whole page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString

from editorial.articles.blocks import activity_id
from faces.parts.card import Card, make_card
from faces.parts.viewpoint import Viewpoint
from regions.block_views import MAKERS, BlockReferences, BlockView, Maker, make_block_views, make_text
from regions.models import Portal
from search.models import ListingDocument


@dataclass(frozen=True)
class QuoteView:
    words: str
    speaker: str


@dataclass(frozen=True)
class QuestionView:
    question: str
    answer: SafeString


@dataclass(frozen=True)
class ActivitiesView:
    heading: str
    cards: tuple[Card, ...]


def make_article_blocks(
    stream: Iterable[Any], references: BlockReferences, cards: Mapping[UUID, Card]
) -> tuple[BlockView, ...]:
    """``cards``: those of ``cards_of``."""
    makers: dict[str, tuple[str, Maker]] = {
        **MAKERS,
        "heading": ("editorial/blocks/heading.html", _heading),
        "quote": ("editorial/blocks/quote.html", _quote),
        "question": ("editorial/blocks/question.html", _question),
        "activities": ("editorial/blocks/activities.html", partial(_activities, cards)),
    }
    return make_block_views(stream, references, makers)


def activity_ids(stream: Iterable[Any]) -> list[UUID]:
    """Ids of the activities that the blocks name, each once."""
    ids = [
        activity_id(address or "")
        for block in stream
        if block.block_type == "activities"
        for address in block.value["addresses"]
    ]
    return list(dict.fromkeys(activity for activity in ids if activity is not None))


def cards_of(ids: list[UUID], portal: Portal, viewpoint: Viewpoint) -> dict[UUID, Card]:
    """Cards by activity, of those that the portal shows now. No query, or one."""
    if not ids:
        return {}
    documents = ListingDocument.objects.visible(portal, viewpoint.now).filter(pk__in=ids)
    return {document.pk: make_card(document, viewpoint) for document in documents}


def _heading(value: Any, references: BlockReferences) -> str | None:
    return value or None


def _quote(value: Any, references: BlockReferences) -> QuoteView | None:
    return QuoteView(value["words"], value["speaker"] or "") if value["words"] else None


def _question(value: Any, references: BlockReferences) -> QuestionView | None:
    answer = make_text(value["answer"], references)
    return QuestionView(value["question"], answer) if value["question"] and answer else None


def _activities(cards: Mapping[UUID, Card], value: Any, references: BlockReferences) -> ActivitiesView | None:
    ids = [activity_id(address or "") for address in value["addresses"]]
    visible = tuple(cards[key] for key in dict.fromkeys(ids) if key is not None and key in cards)
    return ActivitiesView(value["heading"] or "", visible) if visible else None
