"""Words in feeds: plain, and of characters that XML and iCalendar can carry."""

from __future__ import annotations

from faces.head.page_metadata import neutral_title
from faces.parts.localized_text import Text, field_text
from faces.parts.parameter_labels import chosen_values, value_words
from faces.parts.viewpoint import Viewpoint
from search.models import ListingDocument
from search.query import SearchQuery

#: Filters that have no words of their own.
_WITHOUT_WORDS = frozenset({"organisation", "modified_since", "portal"})


def plain(value: str) -> str:
    """Without control characters, halves of surrogates and what is no character (XML 1.0, 2.2; RFC 5545, 3.3.11)."""
    return "".join(character for character in value if _is_text(character))


def _is_text(character: str) -> bool:
    code = ord(character)
    if code < 0x20:
        return character in "\t\n"
    return not (0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF))


def title_of(document: ListingDocument, viewpoint: Viewpoint) -> Text:
    if document.facts["sensitive"]:
        return viewpoint.text(neutral_title())
    found = field_text(document, "title", viewpoint.language)
    return Text(plain(found.value), found.language, found.page_language)


def search_words(query: SearchQuery, viewpoint: Viewpoint) -> str:
    """What is looked for, for a feed's title: the words as typed and the filters; empty for everything."""
    words = [f"“{query.q}”"] if query.q else []
    words += [
        value_words(name, value, viewpoint).value for name, value in chosen_values(query) if name not in _WITHOUT_WORDS
    ]
    return plain(", ".join(words))


def feed_title(query: SearchQuery, viewpoint: Viewpoint) -> str:
    words = search_words(query, viewpoint)
    return f"{query.portal.title}: {words}" if words else query.portal.title
