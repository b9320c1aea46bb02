"""What another translator has said of single strings, as a second opinion keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from editorial.remarks.remark_form import SentRemark
from editorial.second_opinions.models import SecondOpinion


@dataclass(frozen=True)
class SaidRemark:
    """``name``: of the place; ``said_of``: what stood there; a remark, a suggested wording, or both."""

    name: str
    text: str
    suggestion: str
    said_of: str


def said_remarks(opinion: SecondOpinion) -> list[SaidRemark]:
    return [SaidRemark(**one) for one in opinion.remarks]


def stored_remarks(sent: Iterable[SentRemark]) -> list[dict[str, Any]]:
    return [{"name": one.name, "text": one.text, "suggestion": one.suggestion, "said_of": one.said_of} for one in sent]
