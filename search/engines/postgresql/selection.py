"""The one statement that selects, ranks, counts and pages: from a query to ids and counts.

Every candidate is scored once. A facet is counted as if its own filter were not set, so each candidate carries the
names of the filters that it fails: one that fails none is a hit, one that fails a single facet counts in that facet.
Rarity, the best score and the cut below it don't depend on filters, so a facet's count is what choosing it gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, FloatField, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import RawSQL

from search.engines.postgresql.browsing import browsing_statement, shown_total, split_counts
from search.engines.postgresql.facet_counts import code_counts, facets_of_portal, portal_counts, weekday_counts
from search.engines.postgresql.filters import (
    distance_km,
    facet_conditions,
    fitting_occurrences,
    other_conditions,
    visible,
)
from search.engines.postgresql.fragments import Fragment, compose, from_json, join, of_queryset, rows_of
from search.engines.postgresql.ordering import columns_of_order, first_hits, order_by
from search.engines.postgresql.page_rows import Page, page_of
from search.engines.postgresql.scoring import CUT, NO_IDS, Scoring, having_any
from search.models import ListingDocument
from search.query import SearchQuery
from search.querysets import is_pinned, title_key

_VECTOR_COLUMN = '"search_listingdocument"."vector"'
#: The vector is read once per document, and only where it has a term. Otherwise each signal would fetch it again.
_VECTOR = f"""
    CASE WHEN "search_listingdocument"."id" IN (SELECT worded.id FROM worded) THEN {_VECTOR_COLUMN} || ''::tsvector END
"""  # noqa: S608  (only names of ours)

#: Later steps get only those columns of candidates that they need, because there may be 50,000 rows. PostgreSQL inlines
#: a step that only one other step reads. Without words that is every step but ``kept``.
_STATEMENT = """
WITH net AS MATERIALIZED (SELECT {net}),
worded AS MATERIALIZED ({worded}),
signals AS (SELECT {carried}{fits}{signals} FROM ({candidates} OFFSET 0) AS candidates CROSS JOIN net),
rarity AS MATERIALIZED ({rarity}),
scored AS (
    SELECT {carried_on}, floor(({score})::float8 * 1e9 + 0.5) / 1e9 AS score, ({sure}) AS sure,
        array_remove(ARRAY[{failing}]::text[], NULL) AS failing
    FROM signals CROSS JOIN rarity
),
best AS MATERIALIZED ({best}),
kept AS MATERIALIZED (SELECT scored.* FROM scored CROSS JOIN best WHERE {kept}),
hits AS NOT MATERIALIZED (SELECT kept.* FROM kept WHERE cardinality(failing) = 0),
timed AS MATERIALIZED (
    SELECT first.*, (SELECT min(fit.starts_at) FROM ({fitting}) fit WHERE fit.listing_id = first.id) AS next_at
    FROM ({first}) AS first
),
page AS (
    SELECT timed.id, row_number() OVER (ORDER BY {order}) AS position
    FROM timed JOIN ({titled}) AS titled (listing_id, title) ON titled.listing_id = timed.id
),
portal_counts AS ({portal_counts}),
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
_BEST = "SELECT coalesce(max(score) FILTER (WHERE narrowed), max(score)) AS score FROM scored"
_WORTH_KEEPING = "scored.score > 0 AND (scored.sure OR scored.score >= %s::float8 * best.score)"


@dataclass(frozen=True)
class Selection:
    """The result of a statement. ``page``: ids in order; ``narrowed``: how many documents pass the words' filters.

    ``read``: the page's documents with their next occurrences, where the statement has read them too. ``missing``:
    words that nothing has; with ``is_hopeless`` no others are left. ``near``: ids of what fits the words that are
    there, where these are not enough for hits; ``narrowed`` counts those then.
    """

    count: int
    narrowed: int
    page: list[UUID]
    codes: dict[str, int]
    weekdays: dict[int, int]
    read: Page | None = field(default=None, compare=False)
    missing: tuple[str, ...] = ()
    is_hopeless: bool = False
    near: tuple[UUID, ...] = ()


def select(query: SearchQuery, scoring: Scoring, narrowing: Mapping[str, list[str]]) -> Selection:
    """Run a query in one statement. ``narrowing``: codes that words ask for, by parameter."""
    [[answer]] = rows_of(_statement(query, scoring, narrowing))
    counts = from_json(answer)
    return Selection(
        count=counts["count"],
        narrowed=counts["narrowed"],
        page=[UUID(key) for key in counts["page"] or []],
        codes=counts["codes"] or {},
        weekdays={int(day): total for day, total in (counts["weekdays"] or {}).items()},
    )


def browse(query: SearchQuery) -> Selection | None:
    """Select all that the portal shows, in one statement; None for a page with listings that have no coming time."""
    rows = rows_of(browsing_statement(query))
    counts = from_json(rows[0][0])
    if counts["reached"] < min(query.offset + query.page_size, counts["count"]):
        return None
    codes, weekdays = split_counts(counts["codes"] or {})
    page = page_of(row[1:] for row in rows if row[1] is not None)
    ids = [document.pk for document in page[0]]
    return Selection(counts["count"], counts["count"], ids, codes, weekdays, None if query.near else page)


def _statement(query: SearchQuery, scoring: Scoring, narrowing: Mapping[str, list[str]]) -> Fragment:
    failing = facet_conditions(query)
    for parameter, codes in narrowing.items():
        if not query.chosen(parameter):
            failing[parameter] = _any_code(query, parameter, codes)
    failing["other"] = other_conditions(query)
    of_portal: tuple[str, ...] = ()
    needed = Q()
    if scoring.is_empty and not narrowing:
        needed, of_portal = _needed(query, failing)
    fits = {name: f"fits_{place}" for place, name in enumerate(failing)}
    conditions = {fits[name]: condition for name, condition in failing.items()}
    carried = ["id", "narrowed", *columns_of_order(query), *(("codes", "weekday_ends") if query.facets else ())]
    is_ranked = not scoring.is_empty and scoring.candidates is not None
    return compose(
        _STATEMENT,
        net=_net(query, scoring),
        worded=NO_IDS if scoring.terms is None else having_any(scoring.terms),
        carried=Fragment(", ".join(f"candidates.{name}" for name in carried)),
        fits=Fragment("".join(f", candidates.{name}" for name in conditions)),
        candidates=of_queryset(_candidates(query, scoring, narrowing, conditions, carried).filter(needed)),
        signals=join("", [compose(f", {{value}} AS {signal.name}", value=signal.value) for signal in scoring.signals]),
        rarity=_rarity(query, scoring),
        carried_on=Fragment(", ".join(f"signals.{name}" for name in carried)),
        score=scoring.score,
        sure=scoring.sure,
        failing=Fragment(", ".join(f"CASE WHEN {fits[name]} THEN NULL ELSE '{name}' END" for name in failing)),
        best=Fragment(_BEST if is_ranked else "SELECT 0::float8 AS score"),
        kept=Fragment(_WORTH_KEEPING, (CUT,)) if is_ranked else Fragment("true"),
        fitting=of_queryset(fitting_occurrences(query).order_by().values("listing_id", "starts_at")),
        first=first_hits(query),
        order=order_by(query),
        titled=of_queryset(
            ListingDocument.objects.annotate(title_key=title_key(query.text_language)).values("id", "title_key")
        ),
        portal_counts=portal_counts(query, of_portal),
        code_counts=code_counts(query, of_portal),
        weekday_counts=weekday_counts(query, of_portal),
        window=Fragment("position > %s AND position <= %s", (query.offset, query.offset + query.page_size)),
    )


def _needed(query: SearchQuery, failing: dict[str, Q]) -> tuple[Q, tuple[str, ...]]:
    """Take out of ``failing`` what leaves documents out altogether where there are no words that rank them.

    Returns the conditions, and the facets whose counts are those of the whole portal.
    """
    needed = failing.pop("other")
    of_portal = () if needed else facets_of_portal(query, failing)
    if of_portal or not query.facets:
        while failing:
            needed &= failing.popitem()[1]
    return needed, of_portal


def _any_code(query: SearchQuery, parameter: str, codes: list[str]) -> Q:
    if parameter == "weekday":
        days = [int(code.partition(":")[2]) for code in codes]
        return facet_conditions(query.with_(weekday=tuple(days)))["weekday"]
    return Q(codes__overlap=codes)


def _candidates(
    query: SearchQuery,
    scoring: Scoring,
    narrowing: Mapping[str, list[str]],
    conditions: Mapping[str, Q],
    carried: Sequence[str],
) -> QuerySet[Any, Any]:
    """Return visible documents that match any of the words, with the columns that later steps need."""
    documents = visible(query)
    distance = distance_km(query.near) if query.near else Value(None, output_field=FloatField())
    documents = documents.annotate(distance=distance)
    if scoring.candidates is not None:
        documents = documents.filter(
            RawSQL(  # noqa: S611  (our text; input is a parameter)
                f'"search_listingdocument"."id" = ANY (ARRAY({scoring.candidates.sql}))',
                scoring.candidates.parameters,
                output_field=BooleanField(),
            )
        )
    narrowed = Q()
    for parameter, codes in narrowing.items():
        narrowed &= _any_code(query, parameter, codes)
    made: dict[str, Any] = {
        "narrowed": _truth(narrowed),
        "pinned": _truth(is_pinned(query.portal, query.now)),
        "title_key": title_key(query.text_language),
    }
    columns = {name: made[name] for name in carried if name in made}
    columns |= {name: _truth(condition) for name, condition in conditions.items()}
    if not scoring.is_empty:
        columns["v"] = RawSQL(_VECTOR, (), output_field=TextField())  # noqa: S611  (our text; input is a parameter)
    looked_at = {name for name in carried if name not in made} | (set() if scoring.is_empty else {"codes"})
    return documents.values(*sorted(looked_at), **columns)


def _net(query: SearchQuery, scoring: Scoring) -> Fragment:
    """Return a column for each word with a net: true if no visible document has the word."""
    columns = [Fragment("true AS is_there")]
    for name, terms in scoring.netted.items():
        having = RawSQL(f"{_VECTOR_COLUMN} @@ %s::tsquery", (terms,), output_field=BooleanField())  # noqa: S611  (our text; input is a parameter)
        found = of_queryset(visible(query).filter(having).values("id"))
        columns.append(compose(f"NOT EXISTS ({{found}}) AS {name}", found=found))
    return join(", ", columns)


def _truth(condition: Q) -> Any:
    if not condition:
        return Value(True, output_field=BooleanField())
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _rarity(query: SearchQuery, scoring: Scoring) -> Fragment:
    """Return one row: the rarity of each signal among visible documents (BM25's inverse document frequency)."""
    if scoring.is_empty:
        return Fragment("SELECT 1")
    columns = []
    for signal in scoring.signals:
        having = f"sum({signal.name})"
        rarity = f"GREATEST({signal.least}, ln(1 + (total - {having} + 0.5) / ({having} + 0.5)))"
        columns.append(f"coalesce({rarity}, 0)::float8 AS {signal.name}")
    rarity = f"SELECT {', '.join(columns)} FROM signals CROSS JOIN ({{shown}}) AS shown GROUP BY total"  # noqa: S608  (only names of ours)
    return compose(rarity, shown=shown_total(query))
