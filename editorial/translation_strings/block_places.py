"""Where texts stand in blocks: by wagtail-localize's paths, such as ``body.<id>.words``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import FieldBlock, ListBlock, RichTextBlock, StructBlock


@dataclass(frozen=True)
class BlockPlace:
    """``max_length``: the most characters that the editors' form takes."""

    is_rich: bool
    max_length: int | None = None


def block_places(blocks: Any, path: str) -> Iterator[tuple[str, BlockPlace]]:
    """Yield the path of each field in the blocks of a stream, and what it is."""
    for child in blocks:
        yield from _in_block(child.block, child.value, f"{path}.{child.id}")


def block_label(page: Any, part: str) -> str:
    """What editors call the block of ``body.<id>``; empty where it isn't one of the page's."""
    name, _dot, key = part.partition(".")
    return next((str(child.block.label) for child in getattr(page, name) if child.id == key), "") if key else ""


def _in_block(block: Any, value: Any, path: str) -> Iterator[tuple[str, BlockPlace]]:
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _in_block(child, value.get(name), f"{path}.{name}")
    elif isinstance(block, ListBlock):
        for item in value.bound_blocks:
            yield from _in_block(item.block, item.value, f"{path}.{item.id}")
    elif isinstance(block, FieldBlock):
        yield path, BlockPlace(isinstance(block, RichTextBlock), getattr(block.field, "max_length", None))
