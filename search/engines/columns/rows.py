"""Rows of listings that have changed, as the database has them, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection

from search.engines.columns.facts import Facts
from search.engines.columns.units import NEVER, NEVER_MICROSECONDS

#: Beginnings of labels that say where a listing shows; codes of facets have no such sign.
SHOWN_IN: Final = "@shown:"
LATER_SHOWN_IN: Final = "@later:"
PINNED_IN: Final = "@pinned:"
LATER_PINNED_IN: Final = "@later-pinned:"
_MARKS: Final = (SHOWN_IN, LATER_SHOWN_IN, PINNED_IN, LATER_PINNED_IN)

_DAY = "coalesce({column} - DATE '2000-01-01', " + str(NEVER) + ")"
_MICROSECONDS = "coalesce((extract(epoch FROM {column}) * 1000000)::bigint, " + str(NEVER_MICROSECONDS) + ")"
_OPENS = f"""
    CASE document.status WHEN 'active' THEN {-NEVER}
        WHEN 'paused' THEN {_DAY.format(column="(document.paused_until + 1)")} ELSE {NEVER} END
"""

#: Rows with a change after the given one. A listing that has gone has no document.
_STATEMENT: Final = f"""
    SELECT changed.change, changed.id, document.id IS NOT NULL,
        changed.terms, changed.times,
        document.codes, document.portals, document.later_portals, document.pinned_in, document.later_pinned_in,
        uuid_send(document.id), uuid_send(document.organisation_id),
        {_DAY.format(column="document.public_until")},
        {_MICROSECONDS.format(column="document.over_at")},
        {_DAY.format(column="document.scope_changes_on")},
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
_MEMBERSHIPS: Final = slice(5, 10)
_OTHERS: Final = slice(12, -1)


@dataclass(frozen=True)
class Rows:
    """Listings that have changed (``ids``), and what those that are still there are now, in one order.

    ``last``: the number of the last change among them, 0 without any. ``labels``: codes, and marks with the numbers of
    portals. ``terms``, ``times``: as they are packed.
    """

    last: int
    ids: list[UUID]
    facts: Facts
    labels: list[list[str]]
    terms: list[bytes]
    times: list[bytes]
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
            b"".join(row[10] for row in living),
            b"".join(row[11] for row in living),
            [row[_OTHERS] for row in living],
        ),
        labels=[_labels(row[_MEMBERSHIPS]) for row in living],
        terms=[bytes(row[3] or b"") for row in living],
        times=[bytes(row[4] or b"") for row in living],
        titles=[row[-1] for row in living],
    )


def _labels(memberships: Sequence[Sequence[Any]]) -> list[str]:
    codes, *portals = memberships
    return [*codes, *(f"{mark}{key}" for mark, keys in zip(_MARKS, portals, strict=True) for key in keys)]
