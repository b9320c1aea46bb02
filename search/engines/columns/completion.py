"""Listings whose titles have words that begin as what is being typed."""

from __future__ import annotations

from uuid import UUID

import numpy as np

from search.engines.columns.columns import Columns
from search.engines.columns.view import View
from search.query import SearchQuery
from search.title_terms import typed_words


def listings_beginning(columns: Columns, query: SearchQuery, text: str, count: int) -> list[UUID]:
    """Return the listings that the query's portal shows with a title that has every word, the last as a beginning.

    Of more than ``count`` those with the soonest next times.
    """
    *whole, last = typed_words(text)
    view = View(columns, query)
    found = view.shown & columns.titles.beginning(last)
    for word in whole:
        found &= columns.titles.having(word)
    slots = np.flatnonzero(found)
    facts = columns.facts
    soonest = np.lexsort((facts.id_low[slots], facts.id_high[slots], view.next_at[slots]))
    return facts.ids_of(slots[soonest[:count]])
