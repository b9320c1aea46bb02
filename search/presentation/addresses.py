"""Canonical addresses: the home portal's, in the language in which there is text (DESIGN, "One address form")."""

from __future__ import annotations

from listings.addresses import activity_path, organisation_path
from regions.metadata import Alternate
from regions.models import Portal
from search.models import Document, ListingDocument


def canonical_language(document: Document, language: str, home: Portal) -> str:
    """The reader's language where there is text in it, else the source's; one that the home portal has in any case."""
    wanted = language if language in document.texts else document.source_language
    for candidate in (wanted, document.source_language):
        if candidate in home.languages:
            return candidate
    return home.first_language


def canonical_url(document: Document, language: str, home: Portal) -> str:
    return _url(document, canonical_language(document, language, home), home)


def alternates(document: Document, home: Portal) -> tuple[Alternate, ...]:
    """The languages with text that the home portal has, in its order."""
    return tuple(
        Alternate(language, _url(document, language, home)) for language in home.languages if language in document.texts
    )


def _url(document: Document, language: str, home: Portal) -> str:
    path = activity_path if isinstance(document, ListingDocument) else organisation_path
    return f"{home.root_url}{path(language, document.pk)}"
