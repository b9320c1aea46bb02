"""HTML texts of the pool on their way into a document. The sanitiser itself is in ``regions.rich_text``."""

import re
from html import escape

from regions.rich_text import TEXT_FEATURES, clean_html, plain_text, web_address

__all__ = ["TEXT_FEATURES", "as_html", "clean_html", "first_sentence", "plain_text", "web_address"]

_TAG = re.compile(r"<[^>]*>")
_SENTENCE_END = re.compile(r"(?<=[.!?؟。])\s")


def first_sentence(html: str, limit: int = 300) -> str:
    """The first sentence of an HTML text as plain text, cut at a word to ``limit`` characters."""
    sentence = _SENTENCE_END.split(plain_text(html), maxsplit=1)[0]
    if len(sentence) <= limit:
        return sentence
    return sentence[:limit].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def as_html(text: str) -> str:
    """Clean HTML of a text that may be plain: paragraphs where there are empty lines, line breaks where there are
    lines.
    """
    if _TAG.search(text):
        return clean_html(text)
    paragraphs = (paragraph.strip() for paragraph in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{escape(paragraph).replace(chr(10), '<br/>')}</p>" for paragraph in paragraphs if paragraph)
