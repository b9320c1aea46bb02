"""Statement for a query without words and filters: all that the portal shows, by next occurrence.

Nearly every visit begins with it, and its cost would grow with the pool. So it does not look at all documents: counts
come from ``ListingCount`` (exact at every moment, see ``search.counting``), and the page from the coming times in their
order, as many as it takes. The results are those of ``selection``, which answers all other queries: words, filters,
other orders, and pages beyond the last listing that has a coming time.
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any, Final

from django.db.models import QuerySet

from search.engines.postgresql.filters import fitting_occurrences, visible
from search.engines.postgresql.fragments import Fragment, compose, of_queryset
from search.engines.postgresql.page_rows import SELECTED, WITH_NEXT_TIME
from search.engines.postgresql.statement_template import Placeholder, StatementTemplate, bind, sample_query
from search.models import ListingDocument
from search.query import CODE_FACETS, SearchQuery
from search.querysets import is_pinned, title_key
from search.visibility import DECIDED_BY_MOMENT, FIXED_SCOPE

#: The longest time that an occurrence goes on: it may last a whole day, or end after midnight.
_LONGEST: Final = datetime.timedelta(days=2)

_STATEMENT = """
WITH counted AS MATERIALIZED ({counted}),
walk AS MATERIALIZED (
    SELECT fit.listing_id AS id, fit.starts_at
    FROM ({fitting}) AS fit JOIN ({shown}) AS shown ON shown.id = fit.listing_id
    ORDER BY fit.starts_at FETCH FIRST {enough} ROWS WITH TIES
),
pins AS MATERIALIZED ({pins}),
found AS MATERIALIZED (
    SELECT id, true AS pinned,
        (SELECT min(fit.starts_at) FROM ({fitting_pins}) AS fit WHERE fit.listing_id = pins.id) AS next_at
    FROM pins
    UNION ALL
    SELECT id, false, min(starts_at) FROM walk WHERE id NOT IN (SELECT id FROM pins) GROUP BY id
),
page AS (
    SELECT found.id, row_number() OVER (
        ORDER BY found.pinned DESC, found.next_at ASC NULLS LAST, titled.title_key COLLATE "C" ASC, found.id ASC
    ) AS position
    FROM found JOIN ({titled}) AS titled ON titled.id = found.id
),
answer AS MATERIALIZED (
    SELECT jsonb_build_object(
        'count', coalesce((SELECT total FROM counted WHERE code = ''), 0),
        'reached', (SELECT count(*) FROM found),
        'codes', (SELECT jsonb_object_agg(code, total) FROM counted WHERE total > 0 AND code <> '')
    ) AS found
)
SELECT CASE WHEN coalesce(wanted.place, {first}) = {again} THEN answer.found END, {selected}
FROM answer
LEFT JOIN (SELECT id, position FROM page WHERE {window}) AS wanted (id, place) ON true
LEFT JOIN search_listingdocument AS document ON document.id = wanted.id
{with_next_time}
ORDER BY wanted.place
"""

_TOTAL = """
    SELECT code, total FROM search_listingcount WHERE {counted} AND code = ''
    UNION ALL SELECT '', count(*) FROM single
"""
_BY_CODE = """
    SELECT code, sum(total) AS total FROM search_listingcount WHERE {counted} GROUP BY code
    UNION ALL SELECT '', count(*) FROM single
    UNION ALL
    SELECT code, count(*) FROM single CROSS JOIN LATERAL unnest(single.codes) AS code
    WHERE code NOT LIKE 'weekday:%%' GROUP BY code
    UNION ALL
    SELECT 'weekday:' || fit.weekday, count(DISTINCT fit.listing_id)
    FROM single JOIN ({fitting}) AS fit ON fit.listing_id = single.id GROUP BY fit.weekday
    UNION ALL
    SELECT 'weekday:' || fit.weekday, count(DISTINCT fit.listing_id)
    FROM ({today}) AS fit JOIN search_listingdocument AS document ON document.id = fit.listing_id
    WHERE document.weekday_ends[fit.weekday] = %s AND document.last_day > %s AND document.{fixed_scope}
        AND document.portals @> ARRAY[%s]::bigint[]
    GROUP BY fit.weekday
"""

_COUNTED = """
    WITH single AS MATERIALIZED ({single}) SELECT code, sum(total)::int AS total FROM ({summed}) AS every GROUP BY code
"""
_SHOWN = """
    SELECT (
        coalesce((SELECT sum(total) FROM search_listingcount WHERE {counted} AND code = ''), 0)
        + (SELECT count(*) FROM ({single}) AS single)
    )::float8 AS total
"""


def can_browse(query: SearchQuery) -> bool:
    """Return whether the query has no words and no filters and is sorted by next occurrence."""
    return not query.q and not query.is_filtered and query.order == "next"


def browsing_statement(query: SearchQuery) -> Fragment:
    """Return the statement: a row for each listing of the page, or one row without a listing.

    The first column has the counts, in the first row only; ``reached`` is the number of listings from which the page
    was taken. The other columns are ``page_rows.SELECTED``.
    """
    return _template(query.facets, bool(query.sort), query.text_language).bind(query)


@lru_cache(maxsize=128)
def _template(facets: bool, is_sorted: bool, language: str) -> StatementTemplate:
    query = SearchQuery(None, language, now=None, facets=facets, sort="next" if is_sorted else "")  # type: ignore[arg-type]
    return StatementTemplate(_statement(sample_query(query)), moments=(_LONGEST,))


def _statement(query: SearchQuery) -> Fragment:
    shown = visible(query)
    coming = fitting_occurrences(query).order_by()
    return compose(
        _STATEMENT,
        counted=_counted(query, shown, coming),
        fitting=of_queryset(coming.filter(starts_at__gte=query.now - _LONGEST).values("listing_id", "starts_at")),
        shown=of_queryset(shown.values("id")),
        enough=Fragment("%s", (Placeholder(lambda query: 3 * _last(query)),)),
        pins=_pins(query, shown),
        fitting_pins=of_queryset(coming.values("listing_id", "starts_at")),
        titled=of_queryset(
            ListingDocument.objects.annotate(title_key=title_key(query.text_language)).values("id", "title_key")
        ),
        first=Fragment("%s", (Placeholder(_first),)),
        again=Fragment("%s", (Placeholder(_first),)),
        selected=Fragment(SELECTED),
        window=Fragment("position >= %s AND position <= %s", (Placeholder(_first), Placeholder(_last))),
        with_next_time=compose(WITH_NEXT_TIME, coming=of_queryset(coming)),
    )


def _first(query: SearchQuery) -> int:
    """Return the position of the page's first listing."""
    return query.offset + 1


def _last(query: SearchQuery) -> int:
    """Return the position of the page's last listing."""
    return query.offset + query.page_size


def shown_total(query: SearchQuery) -> Fragment:
    """Return one row with the number of visible listings (``total``), narrowed by ``portal=`` only."""
    shown = visible(query)
    if query.portal_slugs:
        return compose(
            "SELECT count(*)::float8 AS total FROM ({shown}) AS shown", shown=of_queryset(shown.values("id"))
        )
    return bind(
        compose(_SHOWN, counted=_after_today(query), single=of_queryset(_single(query, shown).values("id"))), query
    )


def shown_counts(query: SearchQuery) -> Fragment:
    """Return rows (code, total) of all that the portal shows, without the query's filters."""
    everything = SearchQuery(query.portal, query.language, query.now)
    return bind(_counted(everything, visible(everything), fitting_occurrences(everything).order_by()), query)


def _counted(query: SearchQuery, shown: QuerySet[Any], coming: QuerySet[Any]) -> Fragment:
    """Return rows (code, total) of visible listings; the empty code counts all of them."""
    single = of_queryset(_single(query, shown).values("id", "codes"))
    return compose(_COUNTED, single=single, summed=_counts(query, coming))


def _single(query: SearchQuery, shown: QuerySet[Any]) -> QuerySet[Any]:
    """Return listings that are in no kept count, or in one that ends today (see ``search.visibility``)."""
    return shown.extra(where=[f"({DECIDED_BY_MOMENT})"], params=[query.today])  # noqa: S610  (our text; the day is a parameter)


def _counts(query: SearchQuery, coming: QuerySet[Any]) -> Fragment:
    counted = _after_today(query)
    if not query.facets:
        return compose(_TOTAL, counted=counted)
    of_single = of_queryset(coming.values("listing_id", "weekday"))
    of_today = of_queryset(coming.filter(date__lte=query.today).values("listing_id", "weekday"))
    statement = compose(_BY_CODE, counted=counted, fitting=of_single, today=of_today, fixed_scope=Fragment(FIXED_SCOPE))
    return Fragment(statement.sql, (*statement.parameters, query.today, query.today, query.portal.pk))


def _after_today(query: SearchQuery) -> Fragment:
    """Return the condition of the count rows of all days after today: the days of this month, then whole months."""
    next_month = Placeholder(lambda query: (query.today.replace(day=1) + datetime.timedelta(days=32)).replace(day=1))
    return Fragment(
        "portal_id = %s AND (whole_month AND last_day >= %s OR NOT whole_month AND last_day > %s AND last_day < %s)",
        (query.portal.pk, next_month, query.today, next_month),
    )


def _pins(query: SearchQuery, shown: QuerySet[Any]) -> Fragment:
    """Return the pinned listings, none for a query with a sort."""
    if query.sort:
        return Fragment("SELECT NULL::uuid AS id WHERE false")
    return of_queryset(shown.filter(is_pinned(query.portal, query.now)).values("id"))


def split_counts(codes: dict[str, int]) -> tuple[dict[str, int], dict[int, int]]:
    """Return the counts of facets' codes, and those of weekdays by number."""
    weekdays = {int(code.partition(":")[2]): total for code, total in codes.items() if code.startswith("weekday:")}
    facets = {code: total for code, total in codes.items() if code.partition(":")[0] in CODE_FACETS}
    return facets, weekdays
