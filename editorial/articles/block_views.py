"""An article's blocks as readers see them. Activities come from the read model, in one query for the whole page."""

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
    """``cards`` by activity, of those that the portal shows now (see ``cards_of``)."""
    makers: dict[str, tuple[str, Maker]] = {
        **MAKERS,
        "heading": ("editorial/blocks/heading.html", _heading),
        "quote": ("editorial/blocks/quote.html", _quote),
        "question": ("editorial/blocks/question.html", _question),
        "activities": ("editorial/blocks/activities.html", partial(_activities, cards)),
    }
    return make_block_views(stream, references, makers)


def activity_ids(stream: Iterable[Any]) -> list[UUID]:
    """The activities that the blocks name, each once."""
    named = [
        activity_id(address or "")
        for block in stream
        if block.block_type == "activities"
        for address in block.value["addresses"]
    ]
    return list(dict.fromkeys(found for found in named if found is not None))


def cards_of(ids: list[UUID], portal: Portal, viewpoint: Viewpoint) -> dict[UUID, Card]:
    """Cards of those that the portal shows now; none or one query."""
    if not ids:
        return {}
    found = ListingDocument.objects.visible(portal, viewpoint.now).filter(pk__in=ids)
    return {document.pk: make_card(document, viewpoint) for document in found}


def _heading(value: Any, references: BlockReferences) -> str | None:
    return value or None


def _quote(value: Any, references: BlockReferences) -> QuoteView | None:
    return QuoteView(value["words"], value["speaker"] or "") if value["words"] else None


def _question(value: Any, references: BlockReferences) -> QuestionView | None:
    answer = make_text(value["answer"], references)
    return QuestionView(value["question"], answer) if value["question"] and answer else None


def _activities(cards: Mapping[UUID, Card], value: Any, references: BlockReferences) -> ActivitiesView | None:
    ids = [activity_id(address or "") for address in value["addresses"]]
    shown = tuple(cards[found] for found in dict.fromkeys(ids) if found is not None and found in cards)
    return ActivitiesView(value["heading"] or "", shown) if shown else None
