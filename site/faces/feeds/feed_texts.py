"""Texts of feeds: plain, with only those characters that XML and iCalendar allow."""

from __future__ import annotations

from faces.head.page_metadata import neutral_title
from faces.parts.localized_text import Text, field_text
from faces.parts.parameter_labels import filter_values, value_label
from faces.parts.viewpoint import Viewpoint
from search.models import ListingDocument
from search.query import SearchQuery

#: Filters whose values have no label.
_WITHOUT_LABEL = frozenset({"organisation", "modified_since", "portal"})


def plain(value: str) -> str:
    """Without control characters, lone surrogates and non-characters (XML 1.0, 2.2; RFC 5545, 3.3.11)."""
    return "".join(character for character in value if _is_text(character))


def _is_text(character: str) -> bool:
    code = ord(character)
    if code < 0x20:
        return character in "\t\n"
    return not (0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF))


def listing_title(document: ListingDocument, viewpoint: Viewpoint) -> Text:
    if document.facts["sensitive"]:
        return viewpoint.text(neutral_title())
    title = field_text(document, "title", viewpoint)
    return Text(plain(title.value), title.language, title.page_language)


def _search_words(query: SearchQuery, viewpoint: Viewpoint) -> str:
    """The words and filters of a search, for a feed's title; empty for a search without any."""
    words = [f"“{query.q}”"] if query.q else []
    words += [
        value_label(name, value, viewpoint).value for name, value in filter_values(query) if name not in _WITHOUT_LABEL
    ]
    return plain(", ".join(words))


def feed_title(query: SearchQuery, viewpoint: Viewpoint) -> str:
    words = _search_words(query, viewpoint)
    return f"{query.portal.title}: {words}" if words else query.portal.title
