"""Parts that higher apps add to a theme's page. They register them in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from regions.portal_request import PortalRequest
from regions.registry import Registry


@dataclass(frozen=True)
class ThemePart:
    """``content`` makes, for a theme's code, what ``template`` shows as ``part``; None leaves the part out.

    Parts stand below the activities of the theme, those with a lower ``order`` first.
    """

    name: str
    order: int
    template: str
    content: Callable[[PortalRequest, str], Any]


registry: Registry[ThemePart] = Registry("part of the theme page")


def register(part: ThemePart) -> None:
    """Add a part. Raises ``AlreadyRegisteredError`` where another one has its name."""
    registry.register(part.name, part, order=part.order)


def parts_for(request: PortalRequest, code: str) -> list[tuple[str, Any]]:
    """Return templates with their content, in order."""
    parts = ((part.template, part.content(request, code)) for part in registry.entries())
    return [(template, content) for template, content in parts if content is not None]
