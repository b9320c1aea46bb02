"""Second opinions in templates."""

from __future__ import annotations

from typing import Any

from django import template

from editorial.second_opinions.asked_opinions import AskedRow, asked_rows
from editorial.second_opinions.said_remarks import SaidRemark
from editorial.second_opinions.shown_opinions import ShownOpinion, ShownOpinions, StringOpinion

register = template.Library()


@register.simple_tag
def opinions_asked_of(user: Any) -> list[AskedRow]:
    """What waits for a translator's opinion. Two statements."""
    return asked_rows(user)


@register.filter
def opinions_at(opinions: Any, name: str) -> list[StringOpinion]:
    """``opinions|opinions_at:name``: what was said of one string; none on a screen without opinions."""
    return opinions.at(name) if isinstance(opinions, ShownOpinions) else []


@register.filter
def said_elsewhere(opinions: ShownOpinions, opinion: ShownOpinion) -> list[SaidRemark]:
    """``opinions|said_elsewhere:opinion``: its remarks whose place isn't shown."""
    return opinions.elsewhere(opinion)
