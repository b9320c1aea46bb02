"""What a portal's front page shows besides its own sentence. Higher apps register parts in ``AppConfig.ready``; the
coordinator arranges them among blocks of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from regions.block_views import PageAddresses, make_block_view, read_references
from regions.portal_request import PortalRequest
from regions.registry import Registry


@dataclass(frozen=True)
class FrontPart:
    """One part: ``content`` makes what ``template`` shows as ``part``, with the page's own context around it.

    ``request.portal`` is the portal that answers. Parts with a lower ``order`` stand first where the coordinator has
    arranged nothing. ``label`` names the part to coordinators. A part that ``is_fixed`` is always there, before all
    others. What several parts need they read once per request.
    """

    name: str
    order: int
    template: str
    content: Callable[[PortalRequest], Any]
    label: str | Promise = ""
    is_fixed: bool = False


@dataclass(frozen=True)
class PartView:
    """What a front page shows at one place; ``heading`` replaces the part's own where it isn't empty."""

    template: str
    content: Any
    heading: str = ""


@dataclass(frozen=True)
class FrontView:
    """``fixed`` parts with their whole width, then ``arranged`` ones below each other."""

    fixed: tuple[PartView, ...]
    arranged: tuple[PartView, ...]


registry: Registry[FrontPart] = Registry("part of the front page")


def register(part: FrontPart) -> None:
    """Add a part. Raises ``AlreadyRegisteredError`` where another one has its name."""
    registry.register(part.name, part, order=part.order)


def part_choices() -> list[tuple[str, str | Promise]]:
    """The parts that a coordinator can arrange, as choices of a form."""
    return [(part.name, part.label or part.name) for part in registry.entries() if not part.is_fixed]


def front_view(request: PortalRequest, blocks: Iterable[Any], page_addresses: PageAddresses) -> FrontView:
    """What the front page shows: all parts in their order where there are no blocks, else what the blocks say."""
    fixed = tuple(_part_view(part, request) for part in registry.entries() if part.is_fixed)
    stream = list(blocks)
    if not stream:
        return FrontView(fixed, tuple(_part_view(part, request) for part in registry.entries() if not part.is_fixed))
    return FrontView(fixed, tuple(_arranged(stream, request, page_addresses)))


def _part_view(part: FrontPart, request: PortalRequest, heading: str = "") -> PartView:
    return PartView(part.template, part.content(request), heading)


def _arranged(stream: list[Any], request: PortalRequest, page_addresses: PageAddresses) -> Iterable[PartView]:
    """A part that is no longer registered is left out, and so is a second one of the same name."""
    references = read_references(stream, page_addresses)
    names: set[str] = set()
    for block in stream:
        if block.block_type == "part":
            name = block.value["part"] or ""
            part = registry.get(name)
            if part is not None and not part.is_fixed and name not in names:
                names.add(name)
                yield _part_view(part, request, block.value["heading"] or "")
            continue
        view = make_block_view(block, references)
        if view is not None:
            yield PartView(view.template, view.content)
