"""The one sanitiser: every HTML text of the pool passes here on its way into a document, whoever wrote it (DESIGN, rule
4).
"""

import re
from html import escape, unescape

import nh3

#: What editors may use in Wagtail's editor; the sanitiser allows the same and no more.
TEXT_FEATURES = ["bold", "italic", "ul", "ol", "link"]

_TAGS = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a", "h3"}
_LINK_SCHEMES = {"http", "https", "mailto", "tel"}
_WEB_ADDRESS = re.compile(r"https?://[^\s/\\]", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h\d|ul|ol)>|<br\s*/?>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?؟。])\s")


def clean_html(html: str) -> str:
    """HTML with allowed tags only, safe to serve as it is; links lead to http(s), mailto and tel and carry ``rel``."""
    return nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}}, attribute_filter=_absolute_only, url_schemes=_LINK_SCHEMES
    )


def web_address(text: str) -> str:
    """An address of the web as it was written, or nothing: a link of another kind must not reach a page."""
    return text if _WEB_ADDRESS.match(text) else ""


def _absolute_only(tag: str, name: str, value: str) -> str | None:
    """A relative address would lead somewhere else on every portal, and ``//host`` has no scheme to be checked."""
    if name != "href":
        return value
    return value if web_address(value) or value.lower().startswith(("mailto:", "tel:")) else None


def plain_text(html: str) -> str:
    """The words of an HTML text, in one line."""
    return _SPACE.sub(" ", unescape(_TAG.sub("", _BLOCK_END.sub(" ", html)))).strip()


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
