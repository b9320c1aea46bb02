"""Blocks as readers see them: view models, made of everything that all blocks of a page need, read at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from regions.page_links import addresses_of_links, with_addresses
from regions.pictures import Picture, pictures_by_id
from regions.rich_text import clean_html, link_address


@dataclass(frozen=True)
class ShownBlock:
    """A template, and what it shows as ``part``."""

    template: str
    content: Any


@dataclass(frozen=True)
class ShownPicture:
    picture: Picture
    alt: str
    caption: str


@dataclass(frozen=True)
class ShownButton:
    words: str
    address: str


@dataclass(frozen=True)
class Gathered:
    """What the blocks of a page refer to, by number: the addresses of pages, the pictures."""

    addresses: Mapping[int, str] = field(default_factory=dict)
    pictures: Mapping[int, Picture] = field(default_factory=dict)


#: From a block's value to what its template shows; None where nothing can be shown.
Maker = Callable[[Any, Gathered], Any]


def gather(stream: Iterable[Any], *, texts: Iterable[str] = (), pictures: Iterable[int | None] = ()) -> Gathered:
    """Everything for a stream of blocks, and for other texts and pictures of the page. At most six queries."""
    found_texts, numbers = list(texts), {number for number in pictures if number}
    for block in stream:
        found_texts += [value.source or "" for value in _values(block.value) if hasattr(value, "source")]
        if block.block_type == "picture" and block.value["image"] is not None:
            numbers.add(block.value["image"].pk)
    return Gathered(addresses_of_links(found_texts), pictures_by_id(numbers))


def _values(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, Mapping) else [value]


def make_text(value: Any, gathered: Gathered) -> SafeString | None:
    """Rich text with addresses for its links to pages; the sanitiser has the last word."""
    source = getattr(value, "source", value) or ""
    html = clean_html(with_addresses(source, dict(gathered.addresses)))
    return mark_safe(html) if html.strip() else None  # noqa: S308  (cleaned on the line above)


def make_picture(value: Any, gathered: Gathered) -> ShownPicture | None:
    image = value["image"]
    picture = gathered.pictures.get(image.pk) if image is not None else None
    return ShownPicture(picture, value["alt"] or "", value["caption"] or "") if picture else None


def make_button(value: Any, gathered: Gathered) -> ShownButton | None:
    """None for an address that no link may have, however it came into the database."""
    address = link_address(value["address"] or "")
    return ShownButton(value["words"], address) if address and value["words"] else None


#: By the block's name in a stream: its template and its maker.
MAKERS: dict[str, tuple[str, Maker]] = {
    "text": ("regions/blocks/text.html", make_text),
    "picture": ("regions/blocks/picture.html", make_picture),
    "call_to_action": ("regions/blocks/call_to_action.html", make_button),
}


def show_block(block: Any, gathered: Gathered, makers: Mapping[str, tuple[str, Maker]] = MAKERS) -> ShownBlock | None:
    """One block of a stream; None for a kind that has no maker and for one that has nothing to show."""
    if block.block_type not in makers:
        return None
    template, make = makers[block.block_type]
    content = make(block.value, gathered)
    return None if content is None else ShownBlock(template, content)


def show_blocks(
    stream: Iterable[Any], gathered: Gathered, makers: Mapping[str, tuple[str, Maker]] = MAKERS
) -> tuple[ShownBlock, ...]:
    shown = (show_block(block, gathered, makers) for block in stream)
    return tuple(block for block in shown if block is not None)
