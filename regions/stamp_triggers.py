"""Triggers that renew the stamps of rows that many answers show (``regions.models.content_stamp``)."""

from __future__ import annotations

from typing import Any, Final

import pgtrigger


def version_of(kind: str) -> str:
    """Return SQL for the version of a kind of rows; null where there never was one."""
    return f"SELECT sum(uuid_hash_extended(stamp, 0)) FROM regions_contentstamp WHERE kind = '{kind}'"  # noqa: S608  (a name of ours)


_RENEW: Final = """
    INSERT INTO regions_contentstamp (kind, row_key, stamp)
    SELECT '{kind}', changed.key, gen_random_uuid() FROM ({changed}) AS changed ORDER BY changed.key
    ON CONFLICT (kind, row_key) DO UPDATE SET stamp = excluded.stamp;
    RETURN NULL;
"""


def stamp_triggers(kind: str, key: str = "id", *, among: str = "true") -> list[pgtrigger.Trigger]:
    """Return triggers that renew the stamps of a table's rows.

    ``key``: the column of the rows' keys. ``among``: an SQL condition on ``changed`` for the rows that count.
    """
    name = f"stamp_{kind.replace('.', '_')}"

    def trigger(operation: Any, rows: str, **tables: str) -> pgtrigger.Trigger:
        changed = f"SELECT changed.{key} AS key FROM {rows} AS changed WHERE {among}"  # noqa: S608  (names of ours)
        return pgtrigger.Trigger(
            name=f"{name}_{rows.partition('_')[0]}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(**tables),
            func=_RENEW.replace("{kind}", kind).replace("{changed}", changed),
        )

    return [
        trigger(pgtrigger.Insert, "inserted_rows", new="inserted_rows"),
        trigger(pgtrigger.Update, "updated_rows", new="updated_rows"),
        trigger(pgtrigger.Delete, "deleted_rows", old="deleted_rows"),
    ]


def page_stamp_trigger(kind: str, *tables: str) -> pgtrigger.Trigger:
    """Return the trigger on the table of all pages that renews the stamps of those with a row in one of the tables.

    The tables have ``stamp_triggers`` of their own. They see a page that is added or deleted; this one sees what only
    the table of all pages has, such as publishing and moving.
    """
    own = " OR ".join(f"EXISTS (SELECT FROM {table} AS own WHERE own.page_ptr_id = changed.id)" for table in tables)
    _insert, update, _delete = stamp_triggers(kind, among=own)
    return update
