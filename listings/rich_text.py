"""Conversion of the pool's HTML texts for documents. The sanitiser is in ``regions.rich_text``."""

import re
from html import escape

from regions.rich_text import TEXT_FEATURES, clean_html, plain_text, web_address

__all__ = ["TEXT_FEATURES", "as_html", "clean_html", "first_sentence", "paragraphs_html", "plain_text", "web_address"]

_TAG = re.compile(r"<[^>]*>")
_SENTENCE_END = re.compile(r"(?<=[.!?؟。])\s")


def first_sentence(html: str, limit: int = 300) -> str:
    """Return the first sentence of an HTML text as plain text, cut between words to ``limit`` characters."""
    sentence = _SENTENCE_END.split(plain_text(html), maxsplit=1)[0]
    if len(sentence) <= limit:
        return sentence
    return sentence[:limit].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def as_html(text: str) -> str:
    """Return a text, plain or HTML, as clean HTML.

    Empty lines of a plain text separate paragraphs; other line ends become line breaks.
    """
    return clean_html(text) if _TAG.search(text) else paragraphs_html(text)


def paragraphs_html(text: str) -> str:
    """Return a plain text as HTML; signs that mean something in HTML mean themselves."""
    paragraphs = (paragraph.strip() for paragraph in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{escape(paragraph).replace(chr(10), '<br/>')}</p>" for paragraph in paragraphs if paragraph)
