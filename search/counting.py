"""Counts of what a portal shows, kept by the database for queries without words and filters.

Counting 50,000 documents with some twenty codes each takes most of a second, and every visit begins with these counts.
So ``ListingCount`` holds the number of listings by portal, code and *last day*, the last day on which they are public,
and again by month, so that a year is read as eleven months and some days. Triggers on documents and occurrences keep it
in the transaction of every change, so it is never stale (docs/decisions/0008).

The count at a moment is the sum of all days after today, which the time of day cannot change, and of the listings that
end today, which are looked at one by one (``search.engines.postgresql.browsing``). Listings whose placement runs out
(``scope_changes_on``) are few; they are in no sum and are looked at one by one, too. See ``search.visibility``.
"""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models

from search.visibility import FIXED_SCOPE, LAST_DAY, ZONE


class LastDay(models.Func):
    """The earlier of the last public day and the day on which the last time is over; in Finland's wall time."""

    template = LAST_DAY
    arity = 0
    output_field = models.DateField()


#: One row for each portal, code and last day that a document counts in. ``{rows}`` are documents.
_CONTRIBUTIONS = f"""
    SELECT portal.id AS portal_id, period.whole_month, period.last_day, counted.code
    FROM {{rows}} AS document
    CROSS JOIN LATERAL unnest(document.portals) AS portal (id)
    CROSS JOIN LATERAL (
        SELECT '' AS code, document.last_day
        UNION ALL
        SELECT code, document.last_day FROM unnest(document.codes) AS code
        WHERE code NOT LIKE 'weekday:%%' AND code NOT LIKE 'area:%%'
        UNION ALL
        SELECT 'weekday:' || number, LEAST(document.last_day, ends)
        FROM unnest(document.weekday_ends) WITH ORDINALITY AS weekday (ends, number) WHERE ends IS NOT NULL
    ) AS counted
    CROSS JOIN LATERAL (
        VALUES (false, counted.last_day), (true, date_trunc('month', counted.last_day)::date)
    ) AS period (whole_month, last_day)
    WHERE document.{FIXED_SCOPE}
""".replace("%%", "%")  # noqa: S608  (only names of ours)

_ADD = """
    INSERT INTO search_listingcount (portal_id, whole_month, last_day, code, total)
    SELECT portal_id, whole_month, last_day, code, sum(change) FROM ({changes}) AS changes
    GROUP BY 1, 2, 3, 4 HAVING sum(change) <> 0 ORDER BY 1, 2, 3, 4
    ON CONFLICT (portal_id, whole_month, last_day, code)
    DO UPDATE SET total = search_listingcount.total + excluded.total;
    RETURN NULL;
"""

#: Only changes of these columns change the counts.
_COUNTED = ("portals", "codes", "last_day", "weekday_ends", "scope_changes_on")


def _changed(side: str) -> str:
    old, new = (", ".join(f"{alias}.{column}" for column in _COUNTED) for alias in ("o", "n"))
    return (
        f"(SELECT {side}.* FROM old_rows AS o JOIN new_rows AS n ON n.id = o.id WHERE ({old}) IS DISTINCT FROM ({new}))"  # noqa: S608  (only names of ours)
    )


def _change(rows: str, change: int) -> str:
    return f"SELECT found.*, {change} AS change FROM ({_CONTRIBUTIONS.format(rows=rows)}) AS found"  # noqa: S608  (only names of ours)


def _add(*changes: str) -> str:
    return _ADD.format(changes=" UNION ALL ".join(changes))


_ENDS = f"""
    UPDATE search_listingdocument AS document SET weekday_ends = found.ends
    FROM (
        SELECT changed.listing_id, ARRAY[{
    ", ".join(
        f"max(GREATEST(o.date, (o.ends_at AT TIME ZONE '{ZONE}')::date)) FILTER (WHERE o.weekday = {number})"
        for number in range(1, 8)
    )
}] AS ends
        FROM (SELECT DISTINCT listing_id FROM {{rows}}) AS changed
        LEFT JOIN search_occurrence AS o ON o.listing_id = changed.listing_id AND NOT o.cancelled
        GROUP BY changed.listing_id
    ) AS found
    WHERE document.id = found.listing_id AND document.weekday_ends IS DISTINCT FROM found.ends;
"""  # noqa: S608  (only names of ours)


def _trigger(name: str, operation: Any, func: str, **tables: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),
        func=func,
    )


LISTING_TRIGGERS = [
    _trigger("count_insert", pgtrigger.Insert, _add(_change("new_rows", 1)), new="new_rows"),
    _trigger(
        "count_update",
        pgtrigger.Update,
        _add(_change(_changed("o"), -1), _change(_changed("n"), 1)),
        old="old_rows",
        new="new_rows",
    ),
    _trigger("count_delete", pgtrigger.Delete, _add(_change("old_rows", -1)), old="old_rows"),
]

_BOTH = "(SELECT listing_id FROM old_rows UNION SELECT listing_id FROM new_rows) AS both_rows"
OCCURRENCE_TRIGGERS = [
    _trigger("ends_insert", pgtrigger.Insert, _ENDS.format(rows="new_rows") + "RETURN NULL;", new="new_rows"),
    _trigger(
        "ends_update", pgtrigger.Update, _ENDS.format(rows=_BOTH) + "RETURN NULL;", old="old_rows", new="new_rows"
    ),
    _trigger("ends_delete", pgtrigger.Delete, _ENDS.format(rows="old_rows") + "RETURN NULL;", old="old_rows"),
]
