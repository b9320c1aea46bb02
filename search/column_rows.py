"""What columns in a process need of the database: numbers of changes, and the times of each listing as bytes.

Triggers keep both in the transaction of the write, whoever writes. ``IndexSequence.change`` is the number of the last
transaction that wrote documents of listings, their spans (``Shown``) or their times; ``ListingColumns.change`` is that
of the last one that wrote this listing, which may be gone since. The row of ``IndexSequence`` is locked until the
transaction ends, so numbers are in the order of commits. A transaction has one number, however many statements it has;
``changed_by`` tells which transaction it was, for readers inside it.

``times`` is one record after the other, as ``TIME_SIZE`` bytes of big-endian integers, the soonest first:

| bytes | what |
|-------|------|
| 4 | start, in seconds since 2000 (UTC) |
| 4 | when it is over, likewise: its end, or the end of its day where it has none |
| 2 | its day, in days since 2000-01-01 |
| 2 | minute of the day at which it begins, -1 where it has none |
| 2 | minute at which it ends, -1 where it has none |
| 2 | weekday, Monday being 1, and 8 more where it is cancelled |
"""

from __future__ import annotations

from typing import Any, Final

import pgtrigger

from search.visibility import ZONE

#: Bytes of one time.
TIME_SIZE: Final = 16

_SECONDS = "extract(epoch FROM {moment} - TIMESTAMPTZ '2000-01-01 00:00:00+00')::int4"
_OVER = f"coalesce(o.ends_at, (o.date + 1)::timestamp AT TIME ZONE '{ZONE}')"
#: The times of the listing ``changed.id`` as bytes; null where it has none.
PACKED_TIMES: Final = f"""
    SELECT string_agg(
        int4send({_SECONDS.format(moment="o.starts_at")}) || int4send({_SECONDS.format(moment=_OVER)})
        || int2send((o.date - DATE '2000-01-01')::int2)
        || int2send(coalesce(o.start_minute, -1)::int2) || int2send(coalesce(o.end_minute, -1)::int2)
        || int2send((o.weekday + CASE WHEN o.cancelled THEN 8 ELSE 0 END)::int2),
        ''::bytea ORDER BY o.starts_at, o.id
    )
    FROM search_occurrence AS o WHERE o.listing_id = changed.id
"""  # noqa: S608  (only names of ours)

_NUMBER = """
    INSERT INTO search_indexsequence (id, value, change, changed_by)
    VALUES (1, 0, 1, pg_current_xact_id()::text::bigint)
    ON CONFLICT (id) DO UPDATE SET
        change = search_indexsequence.change
            + CASE WHEN search_indexsequence.changed_by IS DISTINCT FROM excluded.changed_by THEN 1 ELSE 0 END,
        changed_by = excluded.changed_by
    RETURNING change INTO number;
"""

_WRITTEN = f"""
    {_NUMBER}
    INSERT INTO search_listingcolumns (id, change)
    SELECT changed.id, number FROM ({{changed}}) AS changed ORDER BY changed.id
    ON CONFLICT (id) DO UPDATE SET change = excluded.change
    WHERE search_listingcolumns.change <> excluded.change;
    RETURN NULL;
"""  # noqa: S608  (only names of ours)

_REMOVED = f"""
    {_NUMBER}
    INSERT INTO search_listingcolumns (id, change)
    SELECT changed.id, number FROM ({{changed}}) AS changed ORDER BY changed.id
    ON CONFLICT (id) DO UPDATE SET change = excluded.change, times = NULL, terms = NULL;
    RETURN NULL;
"""  # noqa: S608  (only names of ours)

_TIMES = f"""
    {_NUMBER}
    INSERT INTO search_listingcolumns (id, change, times)
    SELECT changed.id, number, ({PACKED_TIMES}) FROM ({{changed}}) AS changed ORDER BY changed.id
    ON CONFLICT (id) DO UPDATE SET change = excluded.change, times = excluded.times;
    RETURN NULL;
"""  # noqa: S608  (only names of ours)


def _trigger(name: str, operation: Any, function: str, changed: str, **tables: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=f"columns_{name}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        declare=[("number", "BIGINT")],
        referencing=pgtrigger.Referencing(**tables),
        func=function.format(changed=changed),
    )


DOCUMENT_TRIGGERS = [
    _trigger("insert", pgtrigger.Insert, _WRITTEN, "SELECT id FROM new_rows", new="new_rows"),
    _trigger("update", pgtrigger.Update, _WRITTEN, "SELECT id FROM new_rows", new="new_rows"),
    _trigger("delete", pgtrigger.Delete, _REMOVED, "SELECT id FROM old_rows", old="old_rows"),
]
_BEFORE, _AFTER = "SELECT listing_id AS id FROM old_rows", "SELECT listing_id AS id FROM new_rows"
SHOWN_TRIGGERS = [
    _trigger("insert", pgtrigger.Insert, _WRITTEN, f"{_AFTER} GROUP BY listing_id", new="new_rows"),
    _trigger("update", pgtrigger.Update, _WRITTEN, f"{_BEFORE} UNION {_AFTER}", old="old_rows", new="new_rows"),
    _trigger("delete", pgtrigger.Delete, _WRITTEN, f"{_BEFORE} GROUP BY listing_id", old="old_rows"),
]
TIME_TRIGGERS = [
    _trigger("insert", pgtrigger.Insert, _TIMES, f"{_AFTER} GROUP BY listing_id", new="new_rows"),
    _trigger("update", pgtrigger.Update, _TIMES, f"{_BEFORE} UNION {_AFTER}", old="old_rows", new="new_rows"),
    _trigger("delete", pgtrigger.Delete, _TIMES, f"{_BEFORE} GROUP BY listing_id", old="old_rows"),
]

VERSION_NAME: Final = "search.columns"
#: One text: database, start of its server, epoch; number of the last change; ``t`` where that is of this transaction.
VERSION: Final = """
    SELECT concat_ws('|',
        (SELECT oid FROM pg_database WHERE datname = current_database()),
        extract(epoch FROM pg_postmaster_start_time()),
        coalesce(max(epoch::text), ''),
        coalesce(max(change), 0),
        coalesce(bool_or(changed_by = pg_current_xact_id_if_assigned()::text::bigint), false)
    )
    FROM search_indexsequence
"""
