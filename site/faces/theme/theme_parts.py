"""What a theme's page shows besides the pool's own. Higher apps register it in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class ThemePart:
    """One part: ``content`` makes, for a theme's code, what ``template`` shows as ``part``; None shows nothing.

    ``request.portal`` is the portal that answers. Parts stand below what the pool has, those with a lower ``order``
    first.
    """

    name: str
    order: int
    template: str
    content: Callable[[HttpRequest, str], Any]


_parts: dict[str, ThemePart] = {}


def register(part: ThemePart) -> None:
    """Add a part. Raises ``ValueError`` for a second one of the same name."""
    if part.name in _parts:
        raise ValueError(f"A part {part.name!r} of the theme page is registered already.")
    _parts[part.name] = part


def unregister(name: str) -> None:
    _parts.pop(name, None)


def parts_for(request: HttpRequest, code: str) -> list[tuple[str, Any]]:
    """Templates with their content, in order."""
    ordered = sorted(_parts.values(), key=lambda part: (part.order, part.name))
    made = ((part.template, part.content(request, code)) for part in ordered)
    return [(template, content) for template, content in made if content is not None]
