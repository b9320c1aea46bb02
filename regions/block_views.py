"""View models of blocks. Everything that the blocks of a page refer to is read at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from regions.document_links import on_readers_host
from regions.pictures import Picture, pictures_by_id
from regions.rich_text import clean_html, link_address
from regions.rich_text_links import linked_page_ids, with_addresses


@dataclass(frozen=True)
class BlockView:
    """A template, and its context variable ``part``."""

    template: str
    content: Any


@dataclass(frozen=True)
class PictureView:
    picture: Picture
    alt: str
    caption: str


@dataclass(frozen=True)
class ButtonView:
    words: str
    address: str


@dataclass(frozen=True)
class BlockReferences:
    """Addresses of pages, and pictures, that the blocks of a page refer to; by id."""

    addresses: Mapping[int, str] = field(default_factory=dict)
    pictures: Mapping[int, Picture] = field(default_factory=dict)


#: Absolute addresses of pages by their ids; a page without a public address is left out.
PageAddresses = Callable[[Collection[int]], Mapping[int, str]]
#: From a block's value to its view model; None for a block that can't be shown.
Maker = Callable[[Any, BlockReferences], Any]


def read_references(
    stream: Iterable[Any], page_addresses: PageAddresses, *, pictures: Iterable[int | None] = ()
) -> BlockReferences:
    """Read everything for a stream of blocks and for other pictures of the page.

    ``page_addresses``: ``PortalHomePage.objects.page_addresses``; blocks are part of page models, so this module
    doesn't know them. At most four queries.
    """
    texts: list[str] = []
    picture_ids = {picture_id for picture_id in pictures if picture_id}
    for block in stream:
        texts += [value.source or "" for value in _values(block.value) if hasattr(value, "source")]
        if block.block_type == "picture" and block.value["image"] is not None:
            picture_ids.add(block.value["image"].pk)
    return BlockReferences(page_addresses(linked_page_ids(texts)), pictures_by_id(picture_ids))


def _values(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, Mapping) else [value]


def make_text(value: Any, references: BlockReferences) -> SafeString | None:
    """Rich text with addresses for its links to pages, sanitised last."""
    source = getattr(value, "source", value) or ""
    html = clean_html(with_addresses(source, references.addresses))
    return mark_safe(on_readers_host(html)) if html.strip() else None  # noqa: S308  (cleaned on the line above)


def make_picture(value: Any, references: BlockReferences) -> PictureView | None:
    image = value["image"]
    picture = references.pictures.get(image.pk) if image is not None else None
    return PictureView(picture, value["alt"] or "", value["caption"] or "") if picture else None


def make_button(value: Any, references: BlockReferences) -> ButtonView | None:
    """None for an address that a link may not have: imports and code can store any."""
    address = link_address(on_readers_host(value["address"] or ""))
    return ButtonView(value["words"], address) if address and value["words"] else None


#: By the block's name in a stream: its template and its maker.
MAKERS: dict[str, tuple[str, Maker]] = {
    "text": ("regions/blocks/text.html", make_text),
    "picture": ("regions/blocks/picture.html", make_picture),
    "call_to_action": ("regions/blocks/call_to_action.html", make_button),
}


def make_block_view(
    block: Any, references: BlockReferences, makers: Mapping[str, tuple[str, Maker]] = MAKERS
) -> BlockView | None:
    """None for a kind of block without a maker, and for a block that can't be shown."""
    if block.block_type not in makers:
        return None
    template, make = makers[block.block_type]
    content = make(block.value, references)
    return None if content is None else BlockView(template, content)


def make_block_views(
    stream: Iterable[Any], references: BlockReferences, makers: Mapping[str, tuple[str, Maker]] = MAKERS
) -> tuple[BlockView, ...]:
    views = (make_block_view(block, references, makers) for block in stream)
    return tuple(view for view in views if view is not None)
