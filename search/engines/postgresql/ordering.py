"""Order of hits, and the hits among which the page is, as SQL over ``hits``.

The next occurrence is looked up only for hits that may stand on the page. To sort by next occurrence, the coming times
are walked in their order until the page is full.
"""

from __future__ import annotations

from typing import Final

from search.engines.postgresql.filters import fitting_occurrences
from search.engines.postgresql.fragments import Fragment, compose, of_queryset
from search.query import SearchQuery

#: Column and direction of each order. ``_TIES`` orders equal hits, by the identifier at last.
_ORDERS: Final = {
    "relevance": ("score", "DESC"),
    "next": ("next_at", "ASC NULLS LAST"),
    "distance": ("distance", "ASC NULLS LAST"),
    "modified": ("modified", "DESC"),
    "title": ("title_key", "ASC"),
}
_TIES: Final = 'next_at ASC NULLS LAST, title COLLATE "C" ASC, id ASC'

#: Up to ``FEW`` hits have their next times looked up one by one; for more, at most ``WALKED`` coming times are walked.
FEW: Final = 1000
WALKED: Final = 20_000

#: If the walk ends before the page is full, all hits are read, because most of them have no coming time.
_NEAREST = """
WITH walked AS MATERIALIZED (
    SELECT fit.listing_id AS id, min(fit.starts_at) AS next_at
    FROM (
        SELECT fit.listing_id, fit.starts_at FROM ({fitting}) AS fit WHERE (SELECT count(*) FROM hits) > {few}
        ORDER BY fit.starts_at FETCH FIRST {most} ROWS WITH TIES
    ) AS fit
    WHERE fit.listing_id IN (SELECT id FROM hits)
    GROUP BY fit.listing_id ORDER BY next_at FETCH FIRST {last} ROWS WITH TIES
)
SELECT * FROM hits
WHERE {pinned}id IN (SELECT id FROM walked) OR (SELECT count(*) FROM walked) < {wanted}
"""


def columns_of_order(query: SearchQuery) -> tuple[str, ...]:
    """Return the columns that the order needs, of documents and computed ones."""
    column, _direction = _ORDERS[query.order]
    columns = ("pinned",) if _is_pinned_first(query) else ()
    return columns if column in ("score", "next_at") else (*columns, column)


def order_by(query: SearchQuery) -> Fragment:
    """Return ORDER BY for hits with ``next_at`` and ``title``."""
    return Fragment(f"{_order(query)}, {_TIES}")


def first_hits(query: SearchQuery) -> Fragment:
    """Return the hits up to the end of the page, and those that tie with its last one."""
    last = Fragment("%s", (query.offset + query.page_size,))
    if query.order != "next":
        order = Fragment(f"SELECT * FROM hits ORDER BY {_order(query)}")  # noqa: S608  (only names of ours)
        return compose("{order} FETCH FIRST {last} ROWS WITH TIES", order=order, last=last)
    return compose(
        _NEAREST,
        fitting=of_queryset(fitting_occurrences(query).order_by().values("listing_id", "starts_at")),
        few=Fragment("%s", (FEW,)),
        most=Fragment("%s", (WALKED,)),
        last=last,
        pinned=Fragment("pinned OR " if _is_pinned_first(query) else ""),
        wanted=last,
    )


def _order(query: SearchQuery) -> str:
    column, direction = _ORDERS[query.order]
    return f"{'pinned DESC, ' if _is_pinned_first(query) else ''}{column} {direction}"


def _is_pinned_first(query: SearchQuery) -> bool:
    """Pinned listings come first only where the query has neither words nor a sort."""
    return not query.q and not query.sort
