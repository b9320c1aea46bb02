"""Statements that are put together once and asked again and again: only what changes with the query is filled in.

Making SQL of querysets takes longer than the database takes to answer it. A statement without filters is always the
same text; so it is made of a stand-in query, whose moment, day and portal can be told apart among the parameters, and
kept. Which documents are visible stays the querysets' business.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, Final

from search.engines.postgresql.fragments import Fragment
from search.query import SearchQuery

#: From the query that is asked to the value of one parameter.
Filler = Callable[[SearchQuery], Any]

_NOW: Final = datetime.datetime(1911, 1, 17, 9, 11, 13, tzinfo=datetime.UTC)
_PORTAL: Final = -7_204_117


@dataclass(frozen=True)
class Later:
    """A parameter that a query gives when it is asked; stands among the parameters of a fragment until then."""

    fill: Filler


def stand_in(query: SearchQuery) -> SearchQuery:
    """The same query at a moment and for a portal that are nobody's."""
    portal: Any = SimpleNamespace(pk=_PORTAL, is_national=True)
    return replace(query, portal=portal, now=_NOW)


def filled(statement: Fragment, query: SearchQuery) -> Fragment:
    """The statement with what was left for later."""
    values = (one.fill(query) if isinstance(one, Later) else one for one in statement.parameters)
    return Fragment(statement.sql, tuple(values))


class Prepared:
    """A statement made of a stand-in query. ``moments``: times before now that stand in it as well."""

    def __init__(self, statement: Fragment, *, moments: tuple[datetime.timedelta, ...] = ()) -> None:
        self._statement = Fragment(statement.sql, tuple(_filler(value, moments) for value in statement.parameters))

    def fill(self, query: SearchQuery) -> Fragment:
        return filled(self._statement, query)


def _filler(value: Any, moments: tuple[datetime.timedelta, ...]) -> Any:
    """A ``Later`` for a value of the stand-in, any other value as it is."""
    if value == _NOW:
        return Later(lambda query: query.now)
    if isinstance(value, datetime.datetime):
        if _NOW - value in moments:
            return _moment_before(_NOW - value)
        raise ValueError(f"A statement with {value} can't be kept: say before which moment it is.")
    if isinstance(value, datetime.date):
        if value != _NOW.date():
            raise ValueError(f"A statement with {value} can't be kept.")
        return Later(lambda query: query.today)
    if value == _PORTAL:
        return Later(lambda query: query.portal.pk)
    if value == [_PORTAL]:
        return Later(lambda query: [query.portal.pk])
    return value


def _moment_before(before: datetime.timedelta) -> Later:
    return Later(lambda query: query.now - before)
