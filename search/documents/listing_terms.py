"""Terms of listings: of their texts and of the names that belong to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from search.documents.terms import Terms, document_terms


def listing_terms(texts: Mapping[str, Any], facts: Mapping[str, Any], municipality: Any, district: str) -> Terms:
    """Return the terms of a listing's texts and the names of its organisers, place and tags."""
    return document_terms(texts, _names(facts, municipality, district))


def _names(facts: Mapping[str, Any], municipality: Any, district: str) -> Iterator[tuple[str, str]]:
    for organisation in (facts["organisation"], *facts["co_organisers"]):
        for language, name in organisation["names"].items():
            yield name, language
    if municipality is not None:
        yield municipality.name_fi, "fi"
        if municipality.name_sv:
            yield municipality.name_sv, "sv"
    if district:
        yield district, "fi"
    if facts["venue"]:
        yield facts["venue"]["name"], "fi"
    for tag in facts["tags"]:
        yield tag, "fi"
