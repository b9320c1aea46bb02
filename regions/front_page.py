"""Parts of a portal's front page. Higher apps register them in ``AppConfig.ready``; a coordinator may arrange them
between other blocks.
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
    """One part. ``content`` returns the variable ``part`` of ``template``, which also has the page's own context.

    Parts with a lower ``order`` come first where the coordinator has arranged nothing. ``label`` is the part's name for
    coordinators. A part that ``is_fixed`` is always shown, before all others. Data that several parts need is read once
    per request.
    """

    name: str
    order: int
    template: str
    content: Callable[[PortalRequest], Any]
    label: str | Promise = ""
    is_fixed: bool = False


@dataclass(frozen=True)
class PartView:
    """A registered part or another block. ``heading`` replaces the part's own where it isn't empty."""

    template: str
    content: Any
    heading: str = ""


@dataclass(frozen=True)
class FrontView:
    """``fixed`` parts over the whole width, then ``arranged`` ones below each other."""

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
    """The front page as the blocks arrange it; with no blocks, all parts in their order."""
    fixed = tuple(_part_view(part, request) for part in registry.entries() if part.is_fixed)
    stream = list(blocks)
    if not stream:
        return FrontView(fixed, tuple(_part_view(part, request) for part in registry.entries() if not part.is_fixed))
    return FrontView(fixed, tuple(_arranged(stream, request, page_addresses)))


def _part_view(part: FrontPart, request: PortalRequest, heading: str = "") -> PartView:
    return PartView(part.template, part.content(request), heading)


def _arranged(stream: list[Any], request: PortalRequest, page_addresses: PageAddresses) -> Iterable[PartView]:
    """Leave out a part that is no longer registered, and a part that is used a second time."""
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
