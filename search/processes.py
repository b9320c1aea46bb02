"""Work on many parts in several processes, each of which has connections of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

from django.db import connections

_Part = TypeVar("_Part")
_Result = TypeVar("_Result")


def in_processes(task: Callable[[_Part], _Result], parts: Iterable[_Part], processes: int) -> Iterator[_Result]:
    """Yield the task's result for each part, in order. One process is this one; several are copies of it.

    Not inside a transaction, whose writes the others don't see.
    """
    if processes < 2:
        yield from map(task, parts)
        return
    _let_go_of_connections()
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as workers:
        yield from workers.map(task, parts)


def _let_go_of_connections() -> None:
    """Close what a copy of this process would share with it."""
    connections.close_all()
    for connection in connections.all(initialized_only=True):
        close_pool: Callable[[], Any] | None = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()
