"""The one statement that finds, ranks, counts and pages: from a query and its reading to ids and counts.

Every candidate is scored once. A facet is counted as if its own filter were not set, so each candidate carries the
names of the filters that it fails: one that fails nothing is a hit, one that fails a single facet counts in that facet.
Rarity, the best score and the cut below it don't depend on filters: what a facet promises is what a click gives.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Case, FloatField, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import RawSQL

from search.engines.browsing import browsing_statement, shown_total, split_counts
from search.engines.filters import distance_km, facet_conditions, fitting_occurrences, other_conditions, visible
from search.engines.fragments import Fragment, compose, join, of_queryset
from search.engines.reading import Page, page_of
from search.engines.scoring import CUT, NO_IDS, Scoring, having_any
from search.query import CODE_FACETS, SearchQuery
from search.querysets import is_pinned, title_key

_VECTOR_COLUMN = '"search_listingdocument"."vector"'
#: Read once, where there is something to find in it: each signal that looked at the column would fetch it again.
_VECTOR = f"""
    CASE WHEN "search_listingdocument"."id" IN (SELECT worded.id FROM worded) THEN {_VECTOR_COLUMN} || ''::tsvector END
"""
#: Best first; the rest of each order settles ties, the identifier the last of them.
_ORDERS = {
    "relevance": "score DESC",
    "next": "next_at ASC NULLS LAST",
    "distance": "distance ASC NULLS LAST",
    "modified": "modified DESC",
    "title": "title_key ASC",
}
_TIES = 'next_at ASC NULLS LAST, title_key COLLATE "C" ASC, id ASC'

#: Columns of candidates that later steps need, beside the truth of each condition; not the vector, which is large.
_CARRIED = ("id", "codes", "weekday_ends", "modified", "distance", "narrowed", "pinned", "title_key")

_STATEMENT = """
WITH shown AS NOT MATERIALIZED ({shown}),
net AS MATERIALIZED (SELECT {net}),
worded AS MATERIALIZED ({worded}),
signals AS MATERIALIZED (SELECT {carried}{signals} FROM ({candidates} OFFSET 0) AS candidates CROSS JOIN net),
rarity AS MATERIALIZED ({rarity}),
scored AS MATERIALIZED (
    SELECT signals.id, signals.codes, signals.weekday_ends, signals.narrowed, signals.pinned, signals.distance,
        signals.modified, signals.title_key, ({score})::float8 AS score, ({sure}) AS sure,
        array_remove(ARRAY[{failing}]::text[], NULL) AS failing
    FROM signals CROSS JOIN rarity
),
best AS MATERIALIZED (SELECT coalesce(max(score) FILTER (WHERE narrowed), max(score)) AS score FROM scored),
kept AS MATERIALIZED (SELECT scored.* FROM scored CROSS JOIN best WHERE {kept}),
hits AS MATERIALIZED (SELECT kept.* FROM kept WHERE cardinality(failing) = 0),
timed AS MATERIALIZED (
    SELECT first.*, (SELECT min(fit.starts_at) FROM ({fitting}) fit WHERE fit.listing_id = first.id) AS next_at
    FROM ({first}) AS first
),
page AS (SELECT id, row_number() OVER (ORDER BY {order}) AS position FROM timed),
code_counts AS ({code_counts}),
weekday_counts AS ({weekday_counts})
SELECT jsonb_build_object(
    'count', (SELECT count(*) FROM hits),
    'narrowed', (SELECT count(*) FROM kept WHERE narrowed),
    'page', (SELECT jsonb_agg(id ORDER BY position) FROM page WHERE {window}),
    'codes', (SELECT jsonb_object_agg(code, total) FROM code_counts),
    'weekdays', (SELECT jsonb_object_agg(weekday, total) FROM weekday_counts)
)
"""

_CODE_COUNTS = """
SELECT code, count(*) AS total FROM kept CROSS JOIN LATERAL unnest(kept.codes) AS code
WHERE split_part(code, ':', 1) = ANY(%s)
    AND (cardinality(failing) = 0 OR failing = ARRAY[split_part(code, ':', 1)])
GROUP BY code
"""
_WEEKDAY_COUNTS = """
SELECT fit.weekday, count(DISTINCT kept.id) AS total FROM kept JOIN ({fitting}) fit ON fit.listing_id = kept.id
WHERE cardinality(failing) = 0 OR failing = ARRAY['weekday']::text[]
GROUP BY fit.weekday
"""
#: The same where any day and time will do: a weekday counts until its last time is over.
_ANY_WEEKDAY_COUNTS = """
SELECT day AS weekday, count(*) AS total
FROM kept CROSS JOIN LATERAL unnest(kept.weekday_ends) WITH ORDINALITY AS ends (last, day)
WHERE (cardinality(failing) = 0 OR failing = ARRAY['weekday']::text[]) AND (
    last > {after} OR last = {today}
    AND EXISTS (SELECT 1 FROM ({fitting}) fit WHERE fit.listing_id = kept.id AND fit.weekday = day)
)
GROUP BY day
"""


@dataclass(frozen=True)
class Selection:
    """What was found. ``page``: ids in order; ``narrowed``: how many fit the words' filters.

    ``read``: the page's documents with their next times, where they came along.
    """

    count: int
    narrowed: int
    page: list[UUID]
    codes: dict[str, int]
    weekdays: dict[int, int]
    read: Page | None = field(default=None, compare=False)


def select(query: SearchQuery, scoring: Scoring, narrowing: Mapping[str, list[str]]) -> Selection:
    """Run a query in one statement. ``narrowing``: codes that words ask for, by parameter."""
    found = _answer(_statement(query, scoring, narrowing))
    return Selection(
        count=found["count"],
        narrowed=found["narrowed"],
        page=[UUID(key) for key in found["page"] or []],
        codes=found["codes"] or {},
        weekdays={int(day): total for day, total in (found["weekdays"] or {}).items()},
    )


def browse(query: SearchQuery) -> Selection | None:
    """Everything that the portal shows, in one statement; None for a page on which listings without a time stand."""
    statement = browsing_statement(query)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        rows = cursor.fetchall()
    found = _from_json(rows[0][0])
    if found["reached"] < min(query.offset + query.page_size, found["count"]):
        return None
    codes, weekdays = split_counts(found["codes"] or {})
    page = page_of(row[1:] for row in rows if row[1] is not None)
    ids = [document.pk for document in page[0]]
    return Selection(found["count"], found["count"], ids, codes, weekdays, None if query.near else page)


def _answer(statement: Fragment) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        [answer] = cursor.fetchone()
    return _from_json(answer)


def _from_json(answer: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer) if isinstance(answer, str) else answer
    return found


def _statement(query: SearchQuery, scoring: Scoring, narrowing: Mapping[str, list[str]]) -> Fragment:
    failing = facet_conditions(query)
    for parameter, codes in narrowing.items():
        if not query.chosen(parameter):
            failing[parameter] = _any_code(query, parameter, codes)
    failing["other"] = other_conditions(query)
    names = {name: f"fits_{place}" for place, name in enumerate(failing)}
    return compose(
        _STATEMENT,
        shown=shown_total(query),
        net=_net(query, scoring),
        worded=_worded(scoring),
        carried=Fragment(", ".join(f"candidates.{name}" for name in (*_CARRIED, *names.values()))),
        candidates=of_queryset(_candidates(query, scoring, narrowing, {names[name]: q for name, q in failing.items()})),
        signals=join("", [compose(f", {{value}} AS {one.name}", value=one.value) for one in scoring.signals]),
        rarity=_rarity(scoring),
        score=scoring.score,
        sure=scoring.sure,
        failing=Fragment(
            ", ".join(f"CASE WHEN {column} THEN NULL ELSE '{name}' END" for name, column in names.items())
        ),
        kept=Fragment("true")
        if scoring.is_empty or scoring.candidates is None
        else Fragment("scored.score > 0 AND (scored.sure OR scored.score >= %s::float8 * best.score)", (CUT,)),
        fitting=of_queryset(fitting_occurrences(query).order_by().values("listing_id", "starts_at")),
        first=_first(query),
        order=Fragment(f"{_pinned_first(query)}{_ORDERS[query.order]}, {_TIES}"),
        code_counts=_code_counts(query),
        weekday_counts=_weekday_counts(query),
        window=Fragment("position > %s AND position <= %s", (query.offset, query.offset + query.page_size)),
    )


def _any_code(query: SearchQuery, parameter: str, codes: list[str]) -> Q:
    if parameter == "weekday":
        days = [int(code.partition(":")[2]) for code in codes]
        return facet_conditions(query.with_(weekday=tuple(days)))["weekday"]
    return Q(codes__overlap=codes)


def _candidates(
    query: SearchQuery, scoring: Scoring, narrowing: Mapping[str, list[str]], conditions: Mapping[str, Q]
) -> QuerySet[Any, Any]:
    """Documents that the portal shows and that have anything to do with the words, with all that later steps need."""
    documents = visible(query)
    distance = distance_km(query.near) if query.near else Value(None, output_field=FloatField())
    documents = documents.annotate(distance=distance)
    if scoring.candidates is not None:
        documents = documents.filter(
            RawSQL(
                f'"search_listingdocument"."id" = ANY (ARRAY({scoring.candidates.sql}))',
                scoring.candidates.parameters,
                output_field=BooleanField(),
            )
        )
    narrowed = Q()
    for parameter, codes in narrowing.items():
        narrowed &= _any_code(query, parameter, codes)
    columns: dict[str, Any] = {name: _truth(condition) for name, condition in conditions.items()}
    columns["narrowed"] = _truth(narrowed)
    columns["pinned"] = _truth(is_pinned(query.portal, query.now))
    columns["title_key"] = title_key(query.text_language)
    if not scoring.is_empty:
        columns["v"] = RawSQL(_VECTOR, (), output_field=TextField())
    return documents.values("id", "codes", "weekday_ends", "modified", "distance", **columns)


def _net(query: SearchQuery, scoring: Scoring) -> Fragment:
    """Columns that say of each word with a net whether no document that the portal shows has the word."""
    columns = [Fragment("true AS is_there")]
    for name, terms in scoring.netted.items():
        having = RawSQL(f"{_VECTOR_COLUMN} @@ %s::tsquery", (terms,), output_field=BooleanField())
        found = of_queryset(visible(query).filter(having).values("id"))
        columns.append(compose(f"NOT EXISTS ({{found}}) AS {name}", found=found))
    return join(", ", columns)


def _worded(scoring: Scoring) -> Fragment:
    """Documents that have any of the words."""
    return NO_IDS if scoring.terms is None else having_any(scoring.terms)


def _truth(condition: Q) -> Any:
    if not condition:
        return Value(True, output_field=BooleanField())
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _rarity(scoring: Scoring) -> Fragment:
    """One row: how rare each signal is among what the portal shows (BM25's inverse document frequency)."""
    if scoring.is_empty:
        return Fragment("SELECT 1")
    columns = []
    for signal in scoring.signals:
        having = f"sum({signal.name})"
        rarity = f"GREATEST({signal.least}, ln(1 + (total - {having} + 0.5) / ({having} + 0.5)))"
        columns.append(f"coalesce({rarity}, 0)::float8 AS {signal.name}")
    return Fragment(f"SELECT {', '.join(columns)} FROM signals CROSS JOIN shown GROUP BY total")


def _first(query: SearchQuery) -> Fragment:
    """The hits among which the page is: all up to its end, and those that are as good; only they need their next time.

    Where the next time is what is sorted by, all of them do.
    """
    if query.order == "next":
        return Fragment("SELECT * FROM hits")
    order = f"{_pinned_first(query)}{_ORDERS[query.order]}"
    last = query.offset + query.page_size
    return Fragment(f"SELECT * FROM hits ORDER BY {order} FETCH FIRST %s ROWS WITH TIES", (last,))


def _pinned_first(query: SearchQuery) -> str:
    """A coordinator's choice comes first where nobody asked for words or an order."""
    return "pinned DESC, " if not query.q and not query.sort else ""


def _code_counts(query: SearchQuery) -> Fragment:
    if not query.facets:
        return Fragment("SELECT NULL::text AS code, 0 AS total WHERE false")
    return Fragment(_CODE_COUNTS, (list(CODE_FACETS),))


def _weekday_counts(query: SearchQuery) -> Fragment:
    if not query.facets:
        return Fragment("SELECT NULL::int AS weekday, 0 AS total WHERE false")
    fitting = of_queryset(fitting_occurrences(query, any_weekday=True).order_by().values("listing_id", "weekday"))
    if any((query.date_from, query.date_to, query.time_from, query.time_to)):
        return compose(_WEEKDAY_COUNTS, fitting=fitting)
    today = Fragment("%s", (query.today,))
    return compose(_ANY_WEEKDAY_COUNTS, after=today, today=today, fitting=fitting)
