"""Pieces of SQL with their parameters. What users type is always a parameter and never part of the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Fragment:
    """SQL with ``%s`` for each of its parameters, in order."""

    sql: str
    parameters: tuple[Any, ...] = ()


def join(separator: str, fragments: Iterable[Fragment]) -> Fragment:
    """Return the fragments joined by ``separator``."""
    parts = list(fragments)
    return Fragment(separator.join(part.sql for part in parts), tuple(_parameters(parts)))


def compose(template: str, **parts: Fragment) -> Fragment:
    """Return ``template`` with each ``{name}`` replaced by a fragment; a name stands in it once."""
    order = sorted(parts, key=lambda name: template.index(f"{{{name}}}"))
    sql = template.format(**{name: part.sql for name, part in parts.items()})
    return Fragment(sql, tuple(_parameters(parts[name] for name in order)))


def of_queryset(queryset: QuerySet[Any]) -> Fragment:
    """Return a queryset as a subquery's SQL."""
    sql, parameters = queryset.query.sql_with_params()
    return Fragment(sql, tuple(parameters))


def rows_of(statement: Fragment) -> list[tuple[Any, ...]]:
    """Run a statement and return its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        return list(cursor.fetchall())


def from_json(value: Any) -> Any:
    """Return the value of a JSON column, which some connections give as text and others decoded."""
    return json.loads(value) if isinstance(value, str) else value


def _parameters(fragments: Iterable[Fragment]) -> Iterator[Any]:
    for fragment in fragments:
        yield from fragment.parameters
