"""Counts of facets: a facet is counted as if its own filter were not set."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from search.engines.columns.units import Mask
from search.engines.columns.view import View
from search.query import CODE_FACETS

WEEKDAYS = range(1, 8)


def code_counts(view: View, kept: Mask, filters: Mapping[str, Mask]) -> dict[str, int]:
    """Return the number of listings by code. ``kept``: what the words leave; ``filters``: masks by facet or "other"."""
    hits = passing(kept, filters)
    counts: dict[str, int] = {}
    for name in CODE_FACETS:
        counts |= view.columns.members.counted(name, passing(kept, filters, name) if name in filters else hits)
    return counts


def weekday_counts(view: View, kept: Mask, filters: Mapping[str, Mask]) -> dict[int, int]:
    """Return the number of listings that take place on each weekday, Monday being 1."""
    hits = passing(kept, filters, "weekday")
    totals = {day: int(np.count_nonzero(hits & view.times.on([day]))) for day in WEEKDAYS}
    return {day: total for day, total in totals.items() if total}


def passing(kept: Mask, filters: Mapping[str, Mask], without: str = "") -> Mask:
    """Return what passes all filters, or all but one."""
    passes = kept.copy()
    for name, mask in filters.items():
        if name != without:
            passes &= mask
    return passes
