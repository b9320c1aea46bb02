"""Counts of facets, as SQL over ``kept`` and ``portal_counts`` (see ``selection``).

A facet is counted as if its own filter were not set: a hit counts in every facet, and a document that fails a single
facet counts in that one. Where one facet is the only filter, its counts are those of the whole portal, which the
database keeps (``search.counting``), and documents that fail it are not read. Without filters, all counts are the
portal's.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from search.engines.postgresql.browsing import shown_counts
from search.engines.postgresql.filters import fitting_occurrences
from search.engines.postgresql.fragments import Fragment, compose, join, of_queryset
from search.query import CODE_FACETS, FACETS, SearchQuery

_BY_CODE: Final = """
SELECT code, count(*) AS total FROM kept CROSS JOIN LATERAL unnest(kept.codes) AS code
WHERE split_part(code, ':', 1) = ANY(%s)
    AND (cardinality(failing) = 0 OR failing = ARRAY[split_part(code, ':', 1)])
GROUP BY code
"""
_BY_WEEKDAY: Final = """
SELECT fit.weekday, count(DISTINCT kept.id) AS total FROM kept JOIN ({fitting}) fit ON fit.listing_id = kept.id
WHERE cardinality(failing) = 0 OR failing = ARRAY['weekday']::text[]
GROUP BY fit.weekday
"""
#: The same for a query without days and times: a weekday counts until its last time is over.
_BY_ANY_WEEKDAY: Final = """
SELECT day AS weekday, count(*) AS total
FROM kept CROSS JOIN LATERAL unnest(kept.weekday_ends) WITH ORDINALITY AS ends (last, day)
WHERE (cardinality(failing) = 0 OR failing = ARRAY['weekday']::text[]) AND (
    last > {after} OR last = {today}
    AND EXISTS (SELECT 1 FROM ({fitting}) fit WHERE fit.listing_id = kept.id AND fit.weekday = day)
)
GROUP BY day
"""
_OF_PORTAL: Final = "SELECT code, total FROM portal_counts WHERE total > 0 AND split_part(code, ':', 1) = ANY(%s)"
_WEEKDAYS_OF_PORTAL: Final = """
SELECT split_part(code, ':', 2)::int AS weekday, total FROM portal_counts WHERE total > 0 AND code LIKE 'weekday:%%'
"""
_NONE: Final = Fragment("SELECT NULL::text AS code, 0 AS total WHERE false")
_NO_WEEKDAYS: Final = Fragment("SELECT NULL::int AS weekday, 0 AS total WHERE false")


def facets_of_portal(query: SearchQuery, narrowing: Collection[str]) -> tuple[str, ...]:
    """Return the facets with the counts of the whole portal, for a query without other filters than ``narrowing``."""
    if not query.facets or query.portal_slugs or len(narrowing) > 1:
        return ()
    return tuple(narrowing) or FACETS


def portal_counts(query: SearchQuery, of_portal: Collection[str]) -> Fragment:
    """Return rows (code, total) of the whole portal, none if ``of_portal`` is empty."""
    return shown_counts(query) if of_portal else _NONE


def code_counts(query: SearchQuery, of_portal: Collection[str]) -> Fragment:
    """Return rows (code, total). ``of_portal``: facets with the counts of the whole portal."""
    if not query.facets:
        return _NONE
    of_hits = [name for name in CODE_FACETS if name not in of_portal]
    parts = [Fragment(_BY_CODE, (of_hits,))] if of_hits else []
    if apart := [name for name in CODE_FACETS if name in of_portal]:
        parts.append(Fragment(_OF_PORTAL, (apart,)))
    return join(" UNION ALL ", parts)


def weekday_counts(query: SearchQuery, of_portal: Collection[str]) -> Fragment:
    """Return rows (weekday, total), Monday being 1. ``of_portal``: facets with the counts of the whole portal."""
    if not query.facets:
        return _NO_WEEKDAYS
    if "weekday" in of_portal:
        return Fragment(_WEEKDAYS_OF_PORTAL)
    fitting = of_queryset(fitting_occurrences(query, any_weekday=True).order_by().values("listing_id", "weekday"))
    if query.is_timed:
        return compose(_BY_WEEKDAY, fitting=fitting)
    today = Fragment("%s", (query.today,))
    return compose(_BY_ANY_WEEKDAY, after=today, today=today, fitting=fitting)
