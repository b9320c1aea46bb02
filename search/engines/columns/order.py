"""Order of hits, and those on the page. Texts are compared only where numbers tie."""

from __future__ import annotations

from typing import Final

import numpy as np

from search.engines.columns.filters import distances
from search.engines.columns.units import Mask, Numbers, Slots
from search.engines.columns.view import View

#: Hits above which the first ones are picked out before they are sorted.
_MANY: Final = 500


def page_of(view: View, hits: Mask, score: Numbers) -> Slots:
    """Return the slots of the query's page in order.

    Pinned listings come first only where the query has neither words nor a sort. Ties are ordered by next time, title
    and identifier.
    """
    query = view.query
    last = query.offset + query.page_size
    key = _key(view, score)
    groups = [hits]
    if not query.q and not query.sort:
        groups = [hits & view.pinned, hits & ~view.pinned]
    ordered: list[int] = []
    for group in groups:
        if len(ordered) < last:
            ordered += first_of(view, np.flatnonzero(group), key, last - len(ordered))
    return np.array(ordered[query.offset : last], np.int64)


def _key(view: View, score: Numbers) -> Numbers:
    """Return what the order compares first, as numbers of which the least comes first."""
    match view.query.order:
        case "relevance":
            return -score
        case "distance":
            return distances(view.columns.facts, view.query)
        case "modified":
            return -view.columns.facts.modified.astype(np.float64)
        case "title":
            return view.columns.title_ranks(view.query.text_language).astype(np.float64)
        case _:
            return view.next_at.astype(np.float64)


def first_of(view: View, slots: Slots, key: Numbers, count: int) -> list[int]:
    """Return the first ``count`` of some slots, in order. ``key``: what is compared first, by slot."""
    if len(slots) > max(_MANY, count):
        slots = slots[key[slots] <= np.partition(key[slots], count - 1)[count - 1]]
    order = slots[np.lexsort((view.next_at[slots], key[slots]))]
    numbers = list(zip(key[order].tolist(), view.next_at[order].tolist(), strict=True))
    if len(order) > count:
        end = next((place for place in range(count, len(order)) if numbers[place] != numbers[count - 1]), len(order))
        order, numbers = order[:end], numbers[:end]
    facts = view.columns.facts
    titles = facts.title_keys(order, view.query.text_language)
    ids = zip(facts.id_high[order].tolist(), facts.id_low[order].tolist(), strict=True)
    ranked = sorted(zip(numbers, titles, ids, order.tolist(), strict=True))
    return [slot for _numbers, _title, _id, slot in ranked[:count]]
