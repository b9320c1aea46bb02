"""The columns of now. A process keeps one set; where the read model has changed since, it loads what has changed.

Which change was the last is read before every answer, by the request with other versions or here, so an answer is
never staler than the commits before its request. Another database, another start of its server, or another epoch, and
all is loaded anew. Columns with changes of a transaction that is still open are for that transaction alone.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from dataclasses import dataclass
from typing import Final

from django.db import connection

from regions import versions
from search.column_rows import VERSION, VERSION_NAME
from search.engines.columns.columns import Columns
from search.engines.columns.rows import read_rows

logger = logging.getLogger(__name__)

#: Empty slots, beside a quarter of all, with which columns are loaded anew.
_MOST_EMPTY: Final = 1_000


@dataclass(frozen=True)
class Version:
    """``source``: database, start of its server and epoch. ``is_own``: the change is of the transaction that asks."""

    source: str
    change: int
    is_own: bool

    @classmethod
    def of(cls, text: str) -> Version:
        """Return what ``column_rows.VERSION`` gives."""
        source, change, is_own = text.rsplit("|", 2)
        return cls(source, int(change), is_own == "t")


@dataclass(frozen=True)
class Loaded:
    """Columns of a source, with how they came to be: seconds of the whole load, and of the last addition."""

    source: str
    columns: Columns
    load_seconds: float
    delta_seconds: float = 0.0

    def has(self, version: Version) -> bool:
        """Return whether these are the columns of a version. One read before the last load is older, and suits too."""
        return self.source == version.source and self.columns.change >= version.change and not version.is_own


_lock = threading.Lock()
_loaded: Loaded | None = None


def _renew_lock() -> None:
    """Give a copy of the process a lock that nobody holds: the thread that holds this one isn't copied."""
    global _lock
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)


def current_columns() -> Columns:
    """Return the columns of now; one short statement outside a request, one more where something has changed."""
    global _loaded
    version = Version.of(versions.of_request(VERSION_NAME) or _read_version())
    loaded = _loaded
    if loaded is not None and loaded.has(version):
        return loaded.columns
    if version.is_own:
        return _brought_to(version, loaded).columns
    with _lock:
        if _loaded is None or not _loaded.has(version):
            _loaded = _brought_to(version, _loaded)
        return _loaded.columns


def current_version() -> Version:
    """Return the version of now; one short statement."""
    return Version.of(_read_version())


def loaded_columns() -> Loaded | None:
    """Return what this process keeps."""
    return _loaded


def forget_columns() -> None:
    """Load all anew at the next question."""
    global _loaded
    with _lock:
        _loaded = None


def _read_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        return str(cursor.fetchone()[0])


def _brought_to(version: Version, loaded: Loaded | None) -> Loaded:
    """Return columns that have everything up to a version, and perhaps later changes, each as a whole."""
    began = time.perf_counter()
    if loaded is None or loaded.source != version.source or _has_many_empty(loaded.columns):
        rows = read_rows(0)
        columns = Columns.of(rows, max(version.change, rows.last))
        seconds = time.perf_counter() - began
        logger.info("Loaded columns of %d listings in %.2f s", columns.count, seconds)
        return Loaded(version.source, columns, seconds)
    rows = read_rows(loaded.columns.change)
    columns = loaded.columns.followed_by(rows, max(version.change, rows.last))
    return Loaded(version.source, columns, loaded.load_seconds, time.perf_counter() - began)


def _has_many_empty(columns: Columns) -> bool:
    return columns.empty > _MOST_EMPTY + len(columns.alive) // 4
