"""Statements whose SQL is made once and kept; only the values that change with the query are bound each time.

Django takes longer to make the SQL of querysets than the database takes to answer it, and a statement without filters
is always the same text. So it is made once, of a sample query whose moment, day and portal can be told from all other
parameters, and these become placeholders. Which documents are visible stays with the querysets.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, Final

from search.engines.postgresql.fragments import Fragment
from search.query import SearchQuery

#: Returns the value of one parameter for a query.
ValueOf = Callable[[SearchQuery], Any]

#: Values of the sample query, which no other parameter has.
_NOW: Final = datetime.datetime(1911, 1, 17, 9, 11, 13, tzinfo=datetime.UTC)
_PORTAL: Final = -7_204_117


@dataclass(frozen=True)
class Placeholder:
    """A parameter of a fragment whose value comes from the query with which the statement runs."""

    value_of: ValueOf


def sample_query(query: SearchQuery) -> SearchQuery:
    """Return the query with the moment and the portal that become placeholders."""
    portal: Any = SimpleNamespace(pk=_PORTAL, is_national=True)
    return replace(query, portal=portal, now=_NOW)


def bind(statement: Fragment, query: SearchQuery) -> Fragment:
    """Return the statement with the query's values in place of the placeholders."""
    values = (value.value_of(query) if isinstance(value, Placeholder) else value for value in statement.parameters)
    return Fragment(statement.sql, tuple(values))


class StatementTemplate:
    """A statement made of a sample query. ``moments``: how long before now other moments in it are."""

    def __init__(self, statement: Fragment, *, moments: tuple[datetime.timedelta, ...] = ()) -> None:
        self._statement = Fragment(statement.sql, tuple(_placeholder(value, moments) for value in statement.parameters))

    def bind(self, query: SearchQuery) -> Fragment:
        return bind(self._statement, query)


def _placeholder(value: Any, moments: tuple[datetime.timedelta, ...]) -> Any:
    """Return a placeholder for a value of the sample query, any other value as it is."""
    if value == _NOW:
        return Placeholder(lambda query: query.now)
    if isinstance(value, datetime.datetime):
        if _NOW - value in moments:
            return _moment_before(_NOW - value)
        raise ValueError(f"A statement with {value} can't be kept: say before which moment it is.")
    if isinstance(value, datetime.date):
        if value != _NOW.date():
            raise ValueError(f"A statement with {value} can't be kept.")
        return Placeholder(lambda query: query.today)
    if value == _PORTAL:
        return Placeholder(lambda query: query.portal.pk)
    if value == [_PORTAL]:
        return Placeholder(lambda query: [query.portal.pk])
    return value


def _moment_before(before: datetime.timedelta) -> Placeholder:
    return Placeholder(lambda query: query.now - before)
