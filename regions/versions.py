"""Versions of data that many answers share: texts that change whenever the data does, read in one short statement.

An app registers in ``AppConfig.ready`` an SQL expression for each. The portal's middleware reads all of them at the
beginning of every request. Caches in the process (such as those of portals and vocabularies) and validators
(``regions.conditional``) compare them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

from regions.registry import Registry

#: Scalar SQL expressions without parameters by name, ``{"listings.vocabulary": "SELECT …"}``.
registry: Registry[str] = Registry("version")
_read: ContextVar[Mapping[str, str] | None] = ContextVar("versions", default=None)


def read_versions() -> dict[str, str]:
    """Return the versions of now by name, empty where there is no data yet; one statement."""
    columns = ", ".join(f"({sql})::text" for _name, sql in registry.items())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}")
        row = cursor.fetchone()
    return {name: version or "" for name, version in zip(registry.names(), row, strict=True)}


@contextmanager
def trusted(versions: Mapping[str, str]) -> Iterator[None]:
    """Let ``of_request`` answer from these versions during one GET or HEAD.

    A request that writes must ask the database, so nothing is trusted then.
    """
    token = _read.set(versions)
    try:
        yield
    finally:
        _read.reset(token)


def of_request(name: str) -> str | None:
    """The version that came with this request; None where none is trusted."""
    versions = _read.get()
    return None if versions is None else versions.get(name)
