"""One page of documents, each with its next occurrence that fits, in one statement."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db import connection

from search.engines.occurrences import fitting_occurrences
from search.models import ListingDocument, Occurrence
from search.query import SearchQuery

EARTH_RADIUS_KM: Final = 6371.0088

#: Columns that only the database and the indexer use. They are deferred: read when they are accessed.
_UNREAD: Final = frozenset(
    {
        "sort_titles",
        "title_terms",
        "document_version",
        "analysis_version",
        "portals",
        "earlier_portals",
        "occurrences_until",
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

_STATEMENT: Final = f"""
SELECT {", ".join([*(f"document.{name}" for name in _DOCUMENT), *(f"coming.{name}" for name in _TIME)])}
FROM unnest(%s::uuid[]) WITH ORDINALITY AS wanted (id, place)
JOIN search_listingdocument AS document ON document.id = wanted.id
LEFT JOIN LATERAL (
    SELECT * FROM ({{fitting}}) AS fit WHERE fit.listing_id = document.id ORDER BY fit.starts_at, fit.id LIMIT 1
) AS coming ON true
ORDER BY wanted.place
"""  # noqa: S608  (only names of ours)

#: Documents in order, and by their ids the next occurrences that fit.
Page = tuple[list[ListingDocument], dict[UUID, Occurrence]]


def read_page(query: SearchQuery, ids: Sequence[UUID]) -> Page:
    """Return the documents of these ids, with ``distance_km`` where the query has ``near``, without removed ones."""
    documents: list[ListingDocument] = []
    times: dict[UUID, Occurrence] = {}
    for row in _rows(query, ids) if ids else ():
        document = _document(row[: len(_DOCUMENT)])
        if query.near:
            document.distance_km = _distance_km(query.near, document)  # type: ignore[attr-defined]
        documents.append(document)
        coming = row[len(_DOCUMENT) :]
        if coming[0] is not None:
            times[document.pk] = Occurrence.from_db(connection.alias, _TIME, coming)
    return documents, times


def _rows(query: SearchQuery, ids: Sequence[UUID]) -> list[tuple[Any, ...]]:
    fitting, parameters = fitting_occurrences(query).order_by().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT.format(fitting=fitting), [list(ids), *parameters])
        return list(cursor.fetchall())


def _document(row: Sequence[Any]) -> ListingDocument:
    values = list(row)
    for place in _JSON:  # some connections give JSON as text, others decoded
        values[place] = json.loads(values[place]) if isinstance(values[place], str) else values[place]
    return ListingDocument.from_db(connection.alias, _NAMES, values)


def _distance_km(position: tuple[float, float], document: ListingDocument) -> float | None:
    """Return the distance of a document from (latitude, longitude) along the ground (haversine formula)."""
    if document.lat is None or document.lon is None:
        return None
    lat, lon, to_lat, to_lon = map(math.radians, (*position, document.lat, document.lon))
    chord = math.sin((to_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(to_lat) * math.sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(chord, 1.0)))
