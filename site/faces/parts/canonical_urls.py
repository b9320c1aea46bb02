"""Canonical addresses: the home portal's, in the language in which there is text (DESIGN, "One address form")."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from listings.addresses import activity_path, organisation_path
from regions.metadata import Alternate
from regions.models import Portal
from search.models import Document, ListingDocument

#: Where a document is on a portal's host, by language and id.
PathOf = Callable[[str, UUID | str], str]


def canonical_language(languages: Collection[str], source_language: str, language: str, home: Portal) -> str:
    """The reader's language where there is text in it, else the source's; one that the home portal has in any case."""
    wanted = language if language in languages else source_language
    for candidate in (wanted, source_language):
        if candidate in home.languages:
            return candidate
    return home.first_language


def canonical_url(document: Document, language: str, home: Portal) -> str:
    chosen = canonical_language(document.texts, document.source_language, language, home)
    return f"{home.root_url}{_path_of(document)(chosen, document.pk)}"


def alternates(document: Document, home: Portal) -> tuple[Alternate, ...]:
    """The languages with text that the home portal has, in its order."""
    return alternates_at(_path_of(document), document.pk, document.texts, home)


def alternates_at(path_of: PathOf, key: UUID, languages: Collection[str], home: Portal) -> tuple[Alternate, ...]:
    return tuple(
        Alternate(language, f"{home.root_url}{path_of(language, key)}")
        for language in home.languages
        if language in languages
    )


def addresses_at(
    path_of: PathOf, key: UUID, languages: Collection[str], source_language: str, home: Portal
) -> tuple[Alternate, ...]:
    """Every canonical address of a document: its alternates, or its one address where the home lacks its languages."""
    found = alternates_at(path_of, key, languages, home)
    only = canonical_language(languages, source_language, source_language, home)
    return found or (Alternate(only, f"{home.root_url}{path_of(only, key)}"),)


def _path_of(document: Document) -> PathOf:
    return activity_path if isinstance(document, ListingDocument) else organisation_path
