"""Who draws the public page of a draft. This app has no public pages; whoever has them registers how they look."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from listings.models import FamilyPage

#: Draws a page object as it is, saved or not; the answer is rendered already.
Renderer = Callable[[HttpRequest, Any], HttpResponse]

_renderers: dict[type[FamilyPage], Renderer] = {}


def register(model: type[FamilyPage], renderer: Renderer) -> None:
    """The renderer of a model's drafts; the last one registered counts."""
    _renderers[model] = renderer


def renderer_of(model: type[FamilyPage]) -> Renderer | None:
    return _renderers.get(model)
