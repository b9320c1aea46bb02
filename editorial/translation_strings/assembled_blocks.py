"""Blocks of a version, put together of translated strings. A block counts when all its strings are translated."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter
from wagtail_localize.strings import StringValue

from editorial.translation_strings.stored_strings import Place


def assembled_blocks(source: Any, name: str, translations: Mapping[Place, str]) -> Any:
    """Return the translated blocks of a field in the original's order, without those that aren't translated.

    What isn't words, such as a picture or an address, is the original's.
    """
    missing = incomplete_blocks(source, name, translations)
    blocks = blocks_without(getattr(source, name), missing)
    translated = [
        _translated(segment, f"{name}.{segment.path}", translations)
        for segment in _segments(source, name)
        if _block_of(segment) not in missing
    ]
    return StreamFieldSegmentsWriter(source._meta.get_field(name), None, None).handle_stream_block(blocks, translated)


def blocks_without(blocks: Any, missing: Collection[str]) -> Any:
    """Return a copy of a stream without the blocks of these ids."""
    stream = blocks.stream_block
    return stream.to_python([child for child in stream.get_prep_value(blocks) if child["id"] not in missing])


def incomplete_blocks(source: Any, name: str, translations: Mapping[Place, str]) -> set[str]:
    """Return the ids of blocks of which a string isn't translated."""
    return {
        _block_of(segment)
        for segment in _segments(source, name)
        if isinstance(segment, StringSegmentValue)
        and (f"{name}.{segment.path}", segment.string.data) not in translations
    }


def _segments(source: Any, name: str) -> list[Any]:
    """The segments of a field as wagtail-localize cuts it, in order; addresses and pictures aren't translated."""
    found = StreamFieldSegmentExtractor(source._meta.get_field(name)).handle_stream_block(getattr(source, name))
    return [
        segment.with_order(order)
        for order, segment in enumerate(found, 1)
        if not segment.is_empty() and not isinstance(segment, OverridableSegmentValue)
    ]


def _block_of(segment: Any) -> str:
    key: str = segment.path.partition(".")[0]
    return key


def _translated(segment: Any, field: str, translations: Mapping[Place, str]) -> Any:
    if not isinstance(segment, StringSegmentValue):
        return segment
    data = translations[field, segment.string.data]
    return StringSegmentValue(segment.path, StringValue(data), attrs=segment.attrs, order=segment.order)
