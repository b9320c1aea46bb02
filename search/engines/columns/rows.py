"""Rows of listings that have changed, as the database has them, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection

from search.engines.columns.facts import Facts
from search.engines.columns.units import NEVER, NEVER_MICROSECONDS

_DAY = "coalesce({column} - DATE '2000-01-01', " + str(NEVER) + ")"
_MICROSECONDS = "(extract(epoch FROM {column}) * 1000000)::bigint"
_OPENS = f"""
    CASE document.status WHEN 'active' THEN {-NEVER}
        WHEN 'paused' THEN {_DAY.format(column="(document.paused_until + 1)")} ELSE {NEVER} END
"""

#: Spans in which portals show a listing, as bytes (see ``spans``).
_SPANS = f"""
    SELECT string_agg(
        int8send(span.portal_id)
        || int8send(coalesce({_MICROSECONDS.format(column="span.shown_from")}, {-NEVER_MICROSECONDS}))
        || int8send({_MICROSECONDS.format(column="span.shown_until")})
        || int8send(coalesce({_MICROSECONDS.format(column="span.pinned_until")}, {-NEVER_MICROSECONDS})),
        ''::bytea
    )
    FROM search_shown AS span WHERE span.listing_id = document.id
"""  # noqa: S608  (only names of ours)

#: Rows with a change after the given one. A listing that has gone has no document.
_STATEMENT: Final = f"""
    SELECT changed.change, changed.id, document.id IS NOT NULL,
        changed.terms, changed.times,
        document.codes, ({_SPANS}),
        uuid_send(document.id), uuid_send(document.organisation_id),
        {_DAY.format(column="document.confirmed_on")},
        {_MICROSECONDS.format(column="document.modified")},
        {_OPENS},
        {_DAY.format(column="document.sign_up_deadline")},
        coalesce(document.lat, 'NaN'), coalesce(document.lon, 'NaN'),
        document.sort_titles::text, document.source_language,
        document.title_terms
    FROM search_listingcolumns AS changed LEFT JOIN search_listingdocument AS document ON document.id = changed.id
    WHERE changed.change > %s AND (document.id IS NOT NULL OR %s)
    ORDER BY changed.change, changed.id
"""  # noqa: S608  (only names of ours)
_OTHERS: Final = slice(9, -1)


@dataclass(frozen=True)
class Rows:
    """Listings that have changed (``ids``), and what those that are still there are now, in one order.

    ``last``: the number of the last change among them, 0 without any. ``labels``: codes of facets. ``terms``,
    ``times``, ``spans``: as they are packed.
    """

    last: int
    ids: list[UUID]
    facts: Facts
    labels: list[list[str]]
    terms: list[bytes]
    times: list[bytes]
    spans: list[bytes]
    titles: list[str]


def read_rows(after: int) -> Rows:
    """Return the listings that have changed after a change, with 0 all that there are; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, [after, after > 0])
        found = cursor.fetchall()
    living = [row for row in found if row[2]]
    return Rows(
        last=found[-1][0] if found else 0,
        ids=[row[1] for row in found],
        facts=Facts.of(
            b"".join(row[7] for row in living),
            b"".join(row[8] for row in living),
            [row[_OTHERS] for row in living],
        ),
        labels=[row[5] for row in living],
        terms=[bytes(row[3] or b"") for row in living],
        times=[bytes(row[4] or b"") for row in living],
        spans=[bytes(row[6] or b"") for row in living],
        titles=[row[-1] for row in living],
    )
