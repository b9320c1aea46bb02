"""The one sanitiser: every HTML text passes here on its way to a reader, whoever wrote it (DESIGN, rule 4)."""

import re
from html import unescape

import nh3

#: What editors may use in Wagtail's editor; the sanitiser allows the same and no more.
TEXT_FEATURES = ["bold", "italic", "ul", "ol", "link"]

_TAGS = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a", "h3"}
_LINK_SCHEMES = {"http", "https", "mailto", "tel"}
_WEB_ADDRESS = re.compile(r"https?://[^\s/\\]", re.IGNORECASE)
#: A path on the portal's own host: one slash, then anything that can't make it another host.
_OWN_PATH = re.compile(r"/(?![/\\])[^\s\\]*")
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h\d|ul|ol)>|<br\s*/?>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")

#: What Wagtail's editor keeps in a text beside HTML: a link to a page by its number, and the names of paragraphs.
_STORED = {"a": {"href", "linktype", "id"}, "*": {"data-block-key"}}


def clean_html(html: str) -> str:
    """HTML with allowed tags only, safe to serve as it is; links lead to http(s), mailto and tel and carry ``rel``."""
    return nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}}, attribute_filter=_absolute_only, url_schemes=_LINK_SCHEMES
    )


def clean_stored_html(html: str) -> str:
    """The same for a text in the form in which Wagtail's editor keeps it, before it is stored: links to pages stay.

    It is not to be served: ``regions.rich_text_links`` gives such links their addresses, and ``clean_html`` comes last.
    """
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_STORED,
        attribute_filter=_stored_only,
        url_schemes=_LINK_SCHEMES,
        link_rel=None,
    )


def web_address(text: str) -> str:
    """An address of the web as it was written, or nothing: a link of another kind must not reach a page."""
    return text if _WEB_ADDRESS.match(text) else ""


def link_address(text: str) -> str:
    """Where a link of a page may lead: the web, a letter, a call, or a path on the portal's own host; or nothing."""
    if web_address(text) or text.lower().startswith(("mailto:", "tel:")) or _OWN_PATH.fullmatch(text):
        return text
    return ""


def _absolute_only(tag: str, name: str, value: str) -> str | None:
    """A relative address would lead somewhere else on every portal, and ``//host`` has no scheme to be checked."""
    if name != "href":
        return value
    return value if web_address(value) or value.lower().startswith(("mailto:", "tel:")) else None


def _stored_only(tag: str, name: str, value: str) -> str | None:
    if name == "linktype":
        return value if value == "page" else None
    if name == "id":
        return value if value.isdecimal() else None
    return _absolute_only(tag, name, value)


def plain_text(html: str) -> str:
    """The words of an HTML text, in one line."""
    return _SPACE.sub(" ", unescape(_TAG.sub("", _BLOCK_END.sub(" ", html)))).strip()
