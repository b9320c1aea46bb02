"""The one sanitiser: every HTML text passes it before a reader gets it, whoever wrote it."""

import re
from html import unescape

import nh3

from regions.written.clean_text import clean_text
from regions.written.phone_numbers import dialled_address

#: Features of Wagtail's editor; the sanitiser allows no more.
TEXT_FEATURES = ["bold", "italic", "ul", "ol", "link"]

_TAGS = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a", "h3"}
_LINK_SCHEMES = {"http", "https", "mailto", "tel"}
_WEB_ADDRESS = re.compile(r"https?://[^\s/\\]", re.IGNORECASE)
#: A path on the portal's own host: two slashes at the start would name another host.
_OWN_PATH = re.compile(r"/(?![/\\])[^\s\\]*")
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h\d|ul|ol)>|<br\s*/?>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")

#: Attributes that Wagtail's editor stores beside HTML: a page link's id, and the keys of paragraphs.
_STORED = {"a": {"href", "linktype", "id"}, "*": {"data-block-key"}}


def clean_html(html: str) -> str:
    """HTML with allowed tags only, safe to serve as it is; links lead to http(s), mailto and tel and carry ``rel``."""
    cleaned = nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}}, attribute_filter=_as_served, url_schemes=_LINK_SCHEMES
    )
    return clean_text(cleaned, lines=True)  # a control character may have been written as a reference, "&#11;"


def clean_stored_html(html: str) -> str:
    """Sanitise a text of Wagtail's editor before it is stored: links to pages stay links by id.

    Don't serve the result: ``regions.rich_text_links`` gives the links their addresses, and ``clean_html`` is last.
    """
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_STORED,
        attribute_filter=_stored_only,
        url_schemes=_LINK_SCHEMES,
        link_rel=None,
    )
    return clean_text(cleaned, lines=True)


def web_address(text: str) -> str:
    """The text if it is an http(s) address, otherwise an empty one."""
    return text if _WEB_ADDRESS.match(text) else ""


def link_address(text: str) -> str:
    """The text if a link may lead there: http(s), mailto, tel, or a path on the portal's own host. Otherwise empty.

    A telephone number comes back as it is dialled.
    """
    if web_address(text) or text.lower().startswith(("mailto:", "tel:")) or _OWN_PATH.fullmatch(text):
        return dialled_address(text)
    return ""


def _as_served(tag: str, name: str, value: str) -> str | None:
    kept = _absolute_only(tag, name, value)
    return dialled_address(kept) if kept and name == "href" else kept


def _absolute_only(tag: str, name: str, value: str) -> str | None:
    """Drop relative addresses, which differ on every portal, and ``//host``, which has no scheme to check."""
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
    """The text of HTML, on one line."""
    return _SPACE.sub(" ", unescape(_TAG.sub("", _BLOCK_END.sub(" ", html)))).strip()
