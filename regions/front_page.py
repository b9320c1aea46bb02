"""What a portal's front page shows besides its own sentence. Higher apps register it in ``AppConfig.ready``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class FrontPart:
    """One part: ``content`` makes what ``template`` shows as ``part``, with the page's own context around it.

    ``request.portal`` is the portal that answers. Parts with a lower ``order`` stand first.
    """

    name: str
    order: int
    template: str
    content: Callable[[HttpRequest], Any]


_parts: dict[str, FrontPart] = {}


def register(part: FrontPart) -> None:
    """Add a part. Raises ``ValueError`` for a second one of the same name."""
    if part.name in _parts:
        raise ValueError(f"A part {part.name!r} of the front page is registered already.")
    _parts[part.name] = part


def unregister(name: str) -> None:
    _parts.pop(name, None)


def parts_for(request: HttpRequest) -> list[tuple[str, Any]]:
    """Templates with their content, in order."""
    ordered = sorted(_parts.values(), key=lambda part: (part.order, part.name))
    return [(part.template, part.content(request)) for part in ordered]
