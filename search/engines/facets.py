"""Counts by code as facets: every value that would give something, and every value that is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from listings.concepts import Concepts
from search.engines.base import FacetValue
from search.query import FACETS, SearchQuery


def facets_of(
    query: SearchQuery, concepts: Concepts, codes: Mapping[str, int], weekdays: Mapping[int, int]
) -> dict[str, list[FacetValue]]:
    """Return the facets of a query, values of vocabularies in their order, others the most frequent first."""
    counted = {**codes, **{f"weekday:{day}": total for day, total in weekdays.items()}}
    grouped: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for code, total in counted.items():
        name, _colon, value = code.partition(":")
        grouped[name][value] = total
    return {name: _values(query, concepts, name, totals) for name, totals in grouped.items()}


def _values(query: SearchQuery, concepts: Concepts, name: str, totals: Mapping[str, int]) -> list[FacetValue]:
    chosen = set(query.chosen(name))
    values = [*totals, *(value for value in chosen if value not in totals)]
    return [
        FacetValue(value, totals.get(value, 0), value in chosen) for value in _in_order(values, totals, concepts, name)
    ]


def _in_order(values: Iterable[str], totals: Mapping[str, int], concepts: Concepts, name: str) -> list[str]:
    if name == "activity_language":
        return sorted(values, key=lambda value: (-totals.get(value, 0), value))
    places = {concept.code: place for place, concept in enumerate(concepts.by_vocabulary.get(name, []))}
    return sorted(values, key=lambda value: (places.get(value, len(places)), -totals.get(value, 0), value))
