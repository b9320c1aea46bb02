"""A wish in words: its filters as the finder names them."""

from __future__ import annotations

from editorial.wishes.wished_search import WishedSearch
from faces.finder.active_filters import active_filters
from faces.parts.localized_text import Text
from faces.parts.viewpoint import Viewpoint
from regions.models import Portal
from search.query import InvalidQuery


def finder_labels(wished: WishedSearch, portal: Portal, viewpoint: Viewpoint) -> list[Text]:
    """Return the labels of its filters. Without a label: filters that there are no longer.

    Organisers aren't named: not every portal may tell every name.
    """
    try:
        finder_query = wished.finder_query(portal=portal, language=viewpoint.language, now=viewpoint.now)
    except InvalidQuery:
        return []
    return [active.label for active in active_filters(finder_query, viewpoint, {})]
