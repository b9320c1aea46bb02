"""One page of documents, each with its next occurrence that fits, in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import connection

from search.engines.postgresql.filters import distance_km, fitting_occurrences
from search.engines.postgresql.fragments import Fragment, compose, from_json, of_queryset, rows_of
from search.models import ListingDocument, Occurrence
from search.query import SearchQuery

#: Columns that only the database and the indexer use. They are deferred: read when they are accessed.
_UNREAD: Final = frozenset(
    {
        "sort_titles",
        "document_version",
        "analysis_version",
        "vector",
        "vector_digest",
        "portals",
        "scope_changes_on",
        "earlier_portals",
        "occurrences_until",
        "last_day",
        "weekday_ends",
    }
)
_DOCUMENT: Final = tuple(
    field.attname for field in ListingDocument._meta.concrete_fields if field.attname not in _UNREAD
)
_TIME: Final = tuple(field.attname for field in Occurrence._meta.concrete_fields)
#: The same as a set, as ``from_db`` needs it.
_NAMES: Final = frozenset(_DOCUMENT)
#: Positions of JSON columns in a row.
_JSON: Final = tuple(_DOCUMENT.index(name) for name in ("texts", "facts"))

#: The columns that a statement selects, and its tables; ``wanted`` has the identifiers with their positions.
SELECTED: Final = ", ".join([*(f"document.{name}" for name in _DOCUMENT), *(f"coming.{name}" for name in _TIME)])
WITH_NEXT_TIME: Final = """
LEFT JOIN LATERAL (
    SELECT * FROM ({coming}) AS fit WHERE fit.listing_id = document.id ORDER BY fit.starts_at, fit.id LIMIT 1
) AS coming ON true
"""
_STATEMENT: Final = f"""
SELECT {SELECTED}
FROM unnest({{ids}}::uuid[]) WITH ORDINALITY AS wanted (id, place)
JOIN search_listingdocument AS document ON document.id = wanted.id
{WITH_NEXT_TIME}
ORDER BY wanted.place
"""  # noqa: S608  (only names of ours)

#: Documents in order, and by their ids the next occurrences that fit.
Page = tuple[list[ListingDocument], dict[UUID, Occurrence]]


def read_page(query: SearchQuery, ids: Sequence[UUID]) -> Page:
    """Return the documents of these ids, with ``distance_km`` where the query has ``near``, without removed ones."""
    if not ids:
        return [], {}
    coming = of_queryset(fitting_occurrences(query).order_by())
    statement = compose(_STATEMENT, ids=Fragment("%s", (list(ids),)), coming=coming)
    documents, times = page_of(rows_of(statement))
    if query.near:
        measured = ListingDocument.objects.filter(pk__in=ids).annotate(distance_km=distance_km(query.near))
        distances = dict(measured.order_by().values_list("pk", "distance_km"))
        for document in documents:
            document.distance_km = distances.get(document.pk)  # type: ignore[attr-defined]
    return documents, times


def page_of(rows: Iterable[Sequence[Any]]) -> Page:
    """Return documents and occurrences of rows with the columns ``SELECTED``."""
    alias = connection.alias
    documents, times = [], {}
    for row in rows:
        values = list(row[: len(_DOCUMENT)])
        for place in _JSON:
            values[place] = from_json(values[place])
        document = ListingDocument.from_db(alias, _NAMES, values)
        documents.append(document)
        coming = row[len(_DOCUMENT) :]
        if coming[0] is not None:
            times[document.pk] = Occurrence.from_db(alias, _TIME, coming)
    return documents, times
