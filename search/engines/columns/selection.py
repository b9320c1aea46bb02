"""From a query to ids and counts, over columns."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from search.engines.columns.columns import Columns
from search.engines.columns.facets import code_counts, passing, weekday_counts
from search.engines.columns.filters import facet_masks, named_masks, other_mask
from search.engines.columns.order import page_of
from search.engines.columns.scores import score
from search.engines.columns.view import View
from search.engines.plans import Selection
from search.expansion import InterpretedQuery
from search.query import SearchQuery


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
    hits = passing(scores.kept, filters)
    return Selection(
        count=int(np.count_nonzero(hits)),
        narrowed=int(np.count_nonzero(scores.kept & narrowed)),
        page=columns.facts.ids_of(page_of(view, hits, scores.score)),
        codes=code_counts(view, scores.kept, filters) if query.facets else {},
        weekdays=weekday_counts(view, scores.kept, filters) if query.facets else {},
    )
