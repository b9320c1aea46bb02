"""The strings of an original: what a translator is asked, one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wagtail.fields import RichTextField
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from editorial.translation_strings.string_typing import typed_string
from listings.models import FamilyPage

#: Names of form fields begin with it.
PREFIX = "string-"
_LENGTH = 16


@dataclass(frozen=True)
class SourceString:
    """A string in a field of the original.

    ``data`` is a fragment of HTML, as wagtail-localize stores it. In it links have ids only; ``links`` has their
    attributes by id.
    """

    field: str
    data: str
    links: Mapping[str, Mapping[str, str]]
    is_rich: bool

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


def source_strings(page: FamilyPage) -> list[SourceString]:
    """Return the strings of a page in order; one that a field says twice is there once. No statement."""
    rich = rich_fields(type(page))
    strings: dict[tuple[str, str], SourceString] = {}
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            string = SourceString(segment.path, segment.string.data, segment.attrs or {}, segment.path in rich)
            strings.setdefault(string.place, string)
    return list(strings.values())


def rich_fields(model: type[FamilyPage]) -> set[str]:
    """The names of text fields that hold HTML."""
    fields: list[Any] = [model._meta.get_field(name) for name in model.text_fields]
    return {field.name for field in fields if isinstance(field, RichTextField)}
