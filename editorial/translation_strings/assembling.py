"""Texts of a version, put together of translated strings."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

from wagtail.fields import StreamField
from wagtail_localize.strings import StringValue, extract_strings, restore_strings

from editorial.translation_strings.assembled_blocks import assembled_blocks, blocks_without, incomplete_blocks
from editorial.translation_strings.source_strings import block_fields, rich_fields
from editorial.translation_strings.stored_strings import Place
from regions.rich_text import clean_stored_html


def assembled_texts(source: Any, translations: Mapping[Place, str]) -> dict[str, Any]:
    """Return the texts by field. A field of which a string isn't translated is empty: it is read in the original.

    Of a field of blocks that is each block. ``translations``: by field and the original's string, in wagtail-localize's
    HTML.
    """
    rich, blocks = rich_fields(type(source)), block_fields(type(source))
    texts: dict[str, Any] = {}
    for name in source.text_fields:
        value = getattr(source, name) or ""
        if name in blocks:
            texts[name] = assembled_blocks(source, name, translations)
        else:
            texts[name] = _rich(name, value, translations) if name in rich else _plain(name, value, translations)
    return texts


def translated_part(source: Any, translations: Mapping[Place, str]) -> Any:
    """Return what the assembled texts are made from: the original, without blocks that aren't translated."""
    part = copy(source)
    for name in block_fields(type(source)):
        blocks = getattr(source, name)
        setattr(part, name, blocks_without(blocks, incomplete_blocks(source, name, translations)))
    return part


def is_same_text(field: Any, one: Any, other: Any) -> bool:
    """Whether two values of a text field are stored alike."""
    if isinstance(field, StreamField):
        return bool(field.stream_block.get_prep_value(one) == field.stream_block.get_prep_value(other))
    return bool(one == other)


def _plain(name: str, value: str, translations: Mapping[Place, str]) -> str:
    data = translations.get((name, StringValue.from_plaintext(value).data), "") if value else ""
    return str(StringValue(data).render_text())


def _rich(name: str, value: str, translations: Mapping[Place, str]) -> str:
    template, strings = extract_strings(value)
    found = [(translations.get((name, string.data)), links) for string, links in strings]
    if not found or any(data is None for data, _links in found):
        return ""
    return clean_stored_html(restore_strings(template, [(StringValue(data), links) for data, links in found]))
