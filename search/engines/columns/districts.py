"""Parts of towns by name: which of the names in a query something takes place in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from search.analysis.folding import fold
from search.engines.columns.columns import Columns
from search.engines.columns.view import View
from search.expansion.district_names import folded_names
from search.query import SearchQuery

#: Beginning of the code of a district.
_PREFIX: Final = "district:"


def districts_among(columns: Columns, query: SearchQuery, names: Collection[str]) -> set[str]:
    """Return the names that are districts of what the portal shows, as its listings write them.

    A name of plain letters that is no Finnish word as it stands also gives the district that is the same without its
    dots and accents: "Sornainen" gives "Sörnäinen".
    """
    if not names:
        return set()
    folded = folded_names(names)
    districts = (label.removeprefix(_PREFIX) for label in columns.members.labels_of(_PREFIX.rstrip(":")))
    named = [name for name in districts if name in names or fold(name.casefold()) in folded]
    view = View(columns, query)
    return {name for name in named if (columns.members.having(f"{_PREFIX}{name}") & view.shown).any()}
