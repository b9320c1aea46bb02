"""The blocks of an article in plain words, a paragraph for each, with what each is called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.rich_text import RichText

from editorial.desk_texts.description_text import text_of_html
from regions.rich_text import plain_text


def stream_words(value: Any) -> str:
    """Return a stream's blocks as paragraphs: "Heading: Courses in spring"."""
    return "\n\n".join(_named(child.block.label, "\n".join(_lines(child.block, child.value))) for child in value)


def _lines(block: Any, value: Any) -> Iterator[str]:
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            text = "\n".join(_lines(child, value.get(name)))
            if text:
                yield _named(child.label, text)
    elif isinstance(block, ListBlock):
        for item in value:
            yield from _lines(block.child_block, item)
    elif isinstance(block, StreamBlock):
        yield stream_words(value)
    elif isinstance(value, RichText):
        yield html_words(value.source)
    elif value not in (None, "", False):
        yield str(value)


def html_words(html: str) -> str:
    """Return rich text as one types it, with its links and headings; its plain words where that can't be written."""
    try:
        return text_of_html(html)
    except (AssertionError, ValueError):
        return plain_text(html)


def _named(label: Any, text: str) -> str:
    return f"{capfirst(str(label))}: {text}"
