"""What a theme's page shows besides the pool's own. Higher apps register it in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from regions.portal_request import PortalRequest
from regions.registry import Registry


@dataclass(frozen=True)
class ThemePart:
    """One part: ``content`` makes, for a theme's code, what ``template`` shows as ``part``; None shows nothing.

    ``request.portal`` is the portal that answers. Parts stand below what the pool has, those with a lower ``order``
    first.
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
    """Templates with their content, in order."""
    shown = ((part.template, part.content(request, code)) for part in registry.entries())
    return [(template, content) for template, content in shown if content is not None]
