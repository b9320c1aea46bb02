"""Writing many rows in one statement with one parameter, where Django would bind and quote each value by itself."""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

_STATEMENT = """
    INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s::json)
    ON CONFLICT ({key}) DO UPDATE SET {updates}
"""


def upsert(rows: Sequence[Any], updated: Collection[str]) -> None:
    """Insert rows of one model, or update these columns (by attribute name) of those that are there; one statement."""
    if not rows:
        return
    model: Any = type(rows[0])
    statement, columns = _statement(model, tuple(updated))
    values = [{column: getattr(row, name) for name, column in columns} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(values, default=_as_json)])


@lru_cache(maxsize=16)
def _statement(model: Any, updated: tuple[str, ...]) -> tuple[str, list[tuple[str, str]]]:
    """Return the statement for a model, and the attribute and column of each of its fields."""
    columns = [(field.attname, field.column) for field in model._meta.concrete_fields if not field.generated]
    quoted = {name: connection.ops.quote_name(column) for name, column in columns}
    statement = _STATEMENT.format(
        table=connection.ops.quote_name(model._meta.db_table),
        columns=", ".join(quoted.values()),
        key=quoted[model._meta.pk.attname],
        updates=", ".join(f"{quoted[name]} = excluded.{quoted[name]}" for name in updated),
    )
    return statement, columns


def _as_json(value: Any) -> str:
    """Return what PostgreSQL reads as this value; a moment keeps its microseconds."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} can't be written")
