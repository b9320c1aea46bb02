"""From typed words to what is selected: the same for every engine, which brings a ``Selector``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from listings.concepts import Concepts, current_concepts
from search.engines.plans import Plan, Selection, on_days_of, plans_of
from search.expansion import InterpretedQuery, district_candidates, interpret_query, phrase_table
from search.places import current_places
from search.query import SearchQuery
from search.spelling import Correction, correct, index_words, named_words


class Selector(Protocol):
    """What only an engine itself can do: look at documents."""

    def districts(self, query: SearchQuery, names: Collection[str]) -> set[str]:
        """Return the names that are districts of what the query's portal shows."""

    def select(self, query: SearchQuery, reading: InterpretedQuery, narrowing: Mapping[str, list[str]]) -> Selection:
        """Select, rank, count and page. ``narrowing``: codes that words ask for, by parameter.

        Rarity, the best score and the cut below it don't depend on filters, so a facet's count is what choosing it
        gives.
        """


@dataclass(frozen=True)
class Found:
    """What was searched: the query with its words as they are meant, and what has been selected; ``concepts`` of now.

    ``correction``: that of the words, if it was made. ``offered``: the corrected words, if it was not made because no
    dictionary tells whether it is needed.
    """

    query: SearchQuery
    concepts: Concepts
    plan: Plan
    selection: Selection
    correction: Correction | None = None
    offered: str | None = None

    @property
    def timed(self) -> SearchQuery:
        """The query with the weekdays that its words name."""
        return on_days_of(self.plan, self.query)


def find(query: SearchQuery, selector: Selector) -> Found:
    """Search what is meant, or what was typed where only that finds something.

    No statement beside versions but those of the selector, of the vocabularies after a change, and of the index's words
    where a word has no name: one, and four more after a change of the index.
    """
    concepts = current_concepts()
    correction = _correction(query, concepts)
    if correction is None or not correction.is_sure:
        offered = None if correction is None else correction.text
        return Found(query, concepts, *_select(query, concepts, selector), offered=offered)
    meant = query.with_(q=correction.text, page=query.page)
    found = Found(meant, concepts, *_select(meant, concepts, selector), correction)
    if found.selection.narrowed:
        return found
    typed = Found(query, concepts, *_select(query, concepts, selector))
    return typed if typed.selection.narrowed else found


def _correction(query: SearchQuery, concepts: Concepts) -> Correction | None:
    """Return the correction of the words; the pool's are only asked where a word has no name."""
    if not query.q:
        return None
    names = named_words(concepts, current_places())
    return correct(query.q, query.text_language, (names, index_words.of_portal(query.portal, query.today)))


def _select(query: SearchQuery, concepts: Concepts, selector: Selector) -> tuple[Plan, Selection]:
    """Apply the words' filters: all of them, or only the first, or none, whichever first gives results."""
    for plan in plans_of(_interpretation(query, concepts, selector)):
        selection = selector.select(query, plan.reading, plan.narrowing)
        if selection.narrowed or selection.is_hopeless or not plan.filters:
            break
    return plan, selection


def _interpretation(query: SearchQuery, concepts: Concepts, selector: Selector) -> InterpretedQuery:
    if not query.q:
        return InterpretedQuery((), ())
    table = phrase_table(concepts, current_places())
    candidates = district_candidates(query.q, query.text_language, table)
    return interpret_query(query.q, query.text_language, table, selector.districts(query, candidates))
