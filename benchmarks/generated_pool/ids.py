"""Primary keys before the rows exist: a page, its parts and its revision refer to each other."""

from __future__ import annotations

from django.db import connection

_AT_ONCE = 2000


class Ids:
    """Numbers from the tables' own sequences, fetched many at a time; other writers get other numbers."""

    def __init__(self) -> None:
        self._left: dict[str, list[int]] = {}

    def take(self, table: str) -> int:
        rest = self._left.get(table)
        if not rest:
            rest = self._left[table] = _fetch(table)
        return rest.pop()


def _fetch(table: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, _AT_ONCE]
        )
        return [row[0] for row in reversed(cursor.fetchall())]
