"""From a query to ids and counts, over columns.

Where words are missing and nothing else is left, nothing is found. Where as many are missing as are there, what is left
finds no hits but what is near.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

import numpy as np

from search.engines.columns.columns import Columns
from search.engines.columns.facets import code_counts, passing, weekday_counts
from search.engines.columns.filters import facet_masks, named_masks, other_mask
from search.engines.columns.missing_words import missing_words
from search.engines.columns.order import first_of, page_of
from search.engines.columns.scores import Scores, score
from search.engines.columns.units import Mask
from search.engines.columns.view import View
from search.engines.plans import Selection
from search.expansion import InterpretedQuery
from search.query import SearchQuery

#: How much of what is near is shown.
MOST_NEAR: Final = 10


def select(
    columns: Columns, query: SearchQuery, reading: InterpretedQuery, narrowing: Mapping[str, list[str]]
) -> Selection:
    """Do what ``search.engines.reading.Selector.select`` says."""
    view = View(columns, query)
    named = named_masks(view, narrowing)
    narrowed = np.logical_and.reduce([view.shown, *named.values()])
    scores = score(view, reading, narrowed)
    filters = facet_masks(view) | {name: mask for name, mask in named.items() if not query.chosen(name)}
    filters["other"] = other_mask(view)
    missing = missing_words(view, reading)
    kept = np.zeros_like(scores.kept) if missing.prevail else scores.kept
    hits = passing(kept, filters)
    found = Selection(
        count=int(np.count_nonzero(hits)),
        narrowed=int(np.count_nonzero(kept & narrowed)),
        page=columns.facts.ids_of(page_of(view, hits, scores.score)),
        codes=code_counts(view, kept, filters) if query.facets else {},
        weekdays=weekday_counts(view, kept, filters) if query.facets else {},
        missing=missing.words,
        is_hopeless=missing.are_all,
    )
    if not missing.prevail or missing.are_all:
        return found
    near = _near(view, scores, passing(scores.kept, filters))
    return replace(found, narrowed=int(np.count_nonzero(scores.kept & narrowed)), near=near)


def _near(view: View, scores: Scores, fitting: Mask) -> tuple[UUID, ...]:
    """Return the ids of the best of what fits; nothing in another order than by relevance, or after the first page."""
    if view.query.order != "relevance" or view.query.page != 1:
        return ()
    best = first_of(view, np.flatnonzero(fitting), -scores.score, MOST_NEAR)
    return tuple(view.columns.facts.ids_of(np.array(best, np.int64)))
