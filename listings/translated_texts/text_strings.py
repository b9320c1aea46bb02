"""The strings of a page's texts, in order, as digests: two texts are alike where these are.

A plain text is one string, a rich text one per paragraph, a text of blocks one per block. What a reader doesn't read
as words isn't part of a string: spaces, bold type, the keys that an editor gives to paragraphs. Addresses of links are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from html import unescape
from typing import Any

from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText

from listings.rich_text import clean_html, plain_text
from listings.translated_texts.paragraphs import Paragraphs
from regions.written.clean_text import clean_text

#: Digests of the strings of one text.
Strings = tuple[str, ...]

_LENGTH = 16
_HREF = re.compile(r'<a\b[^>]*\shref="([^"]*)"')
#: The page's id in a link as it is stored; served texts have its address.
_PAGE_LINK = re.compile(r'<a\b(?=[^>]*\slinktype="page")[^>]*\sid="(\d+)"')
_SPACE = re.compile(r"\s+")


def text_strings(page: Any, name: str) -> Strings:
    """Return the strings of one of the page's texts; none where it is empty."""
    value: Any = getattr(page, name) or ""
    field = page._meta.get_field(name)
    if isinstance(field, RichTextField):
        return html_strings(clean_html(value))
    if isinstance(field, StreamField):
        return tuple(block_digest(block.value) for block in value)
    return plain_strings(value)


def plain_strings(text: str) -> Strings:
    words = _words(clean_text(text, lines=True))
    return (digest(words),) if words else ()


def html_strings(html: str) -> Strings:
    """``html``: as ``clean_html`` returns it."""
    return tuple(map(_paragraph_digest, Paragraphs.of(html).inner))


def block_digest(value: Any) -> str:
    """Return the digest of all that a block says; pictures aren't words."""
    return digest_of_all(_strings_of_block(value))


def _strings_of_block(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from plain_strings(value)
    elif isinstance(value, RichText):
        stored = value.source or ""
        yield from html_strings(clean_html(stored))
        yield from map(digest, _PAGE_LINK.findall(stored))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings_of_block(part)
    elif isinstance(value, Iterable):
        for part in value:
            yield from _strings_of_block(part)


def digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:_LENGTH]


def digest_of_all(strings: Iterable[str]) -> str:
    """Return the digest of a whole text, from those of its strings."""
    return digest(",".join(strings))


def _paragraph_digest(html: str) -> str:
    return digest("\n".join([_words(plain_text(html)), *map(unescape, _HREF.findall(html))]))


def _words(text: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()
