"""The strings of an original: what a translator is asked, one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wagtail.fields import RichTextField, StreamField
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from editorial.translation_strings.block_places import BlockPlace, block_places
from editorial.translation_strings.string_typing import typed_string

#: Names of form fields begin with it.
PREFIX = "string-"
_LENGTH = 16


@dataclass(frozen=True)
class SourceString:
    """A string in a field of the original, or in a field of a block: ``body.<id>.words``.

    ``data`` is a fragment of HTML, as wagtail-localize stores it. In it links have ids only; ``links`` has their
    attributes by id. ``max_length``: of a block's field, where it has one.
    """

    field: str
    data: str
    links: Mapping[str, Mapping[str, str]]
    is_rich: bool
    max_length: int | None = None

    @property
    def part(self) -> str:
        """What counts as translated as a whole: the field, or the block (``body.<id>``)."""
        return ".".join(self.field.split(".")[:2])

    @property
    def text(self) -> str:
        """The name of the page's field."""
        return self.field.partition(".")[0]

    @property
    def place(self) -> tuple[str, str]:
        """What a translation of it is found by."""
        return self.field, self.data

    @cached_property
    def name(self) -> str:
        """Its name in forms: the same as long as field and text are."""
        return PREFIX + hashlib.sha256(f"{self.field}\n{self.data}".encode()).hexdigest()[:_LENGTH]

    @cached_property
    def typed(self) -> str:
        """The string as one types it."""
        return self.typed_of(self.data)

    def typed_of(self, data: str) -> str:
        """A translation of it as one types it."""
        return typed_string(data, self.links, is_rich=self.is_rich)


def source_strings(page: Any) -> list[SourceString]:
    """Return the strings of a page in order; one that a field says twice is there once. No statement."""
    rich, in_blocks = rich_fields(type(page)), _places_in_blocks(page)
    strings: dict[tuple[str, str], SourceString] = {}
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            place = in_blocks.get(segment.path, BlockPlace(segment.path in rich))
            string = SourceString(
                segment.path, segment.string.data, segment.attrs or {}, place.is_rich, place.max_length
            )
            strings.setdefault(string.place, string)
    return list(strings.values())


def rich_fields(model: type[Any]) -> set[str]:
    """The names of text fields that hold HTML."""
    return {name for name in model.text_fields if isinstance(model._meta.get_field(name), RichTextField)}


def block_fields(model: type[Any]) -> list[str]:
    """The names of text fields that are made of blocks."""
    return [name for name in model.text_fields if isinstance(model._meta.get_field(name), StreamField)]


def _places_in_blocks(page: Any) -> dict[str, BlockPlace]:
    return {path: place for name in block_fields(type(page)) for path, place in block_places(getattr(page, name), name)}
