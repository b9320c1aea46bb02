"""Parts of towns by name: which of the names in a query something takes place in."""

from __future__ import annotations

from collections.abc import Collection

from search.analysis.folding import fold
from search.districts import PREFIX, folded_names
from search.engines.columns.columns import Columns
from search.engines.columns.view import View
from search.query import SearchQuery


def districts_among(columns: Columns, query: SearchQuery, names: Collection[str]) -> set[str]:
    """Return the names that are districts of what the portal shows, as ``search.districts`` does."""
    if not names:
        return set()
    folded = folded_names(names)
    districts = (label.removeprefix(PREFIX) for label in columns.members.labels_of(PREFIX.rstrip(":")))
    named = [name for name in districts if name in names or fold(name.casefold()) in folded]
    view = View(columns, query)
    return {name for name in named if (columns.members.having(f"{PREFIX}{name}") & view.shown).any()}
