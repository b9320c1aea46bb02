"""Versions of data that many answers share, read in the same statement as the portal.

An app registers in ``AppConfig.ready`` an SQL expression whose value changes whenever the data does. The portal's
middleware reads all of them for every GET and HEAD. Caches in the process (such as that of the vocabularies) and
validators (``regions.conditional``) compare them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import TextField
from django.db.models.expressions import RawSQL

from regions.registry import Registry

#: Scalar SQL expressions without parameters by name, ``{"listings.vocabulary": "SELECT …"}``.
registry: Registry[str] = Registry("version")
_read: ContextVar[Mapping[str, str] | None] = ContextVar("versions", default=None)

_PREFIX = "version_"


def version_columns() -> dict[str, RawSQL]:
    """All versions as annotations for the query of the portal, which every request makes."""
    return {
        _PREFIX + name.replace(".", "__"): RawSQL(f"({sql})::text", (), output_field=TextField())  # noqa: S611  (registered by our code)
        for name, sql in registry.items()
    }


def of_row(row: object) -> dict[str, str]:
    """The versions in a row with the annotations of ``version_columns``, by name; empty where there is no data yet."""
    return {name: getattr(row, _PREFIX + name.replace(".", "__"), None) or "" for name in registry.names()}


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
    """The version that came with this request's portal; None where none is trusted."""
    versions = _read.get()
    return None if versions is None else versions.get(name)


def rows_of(table: str, *, pages: bool = False) -> str:
    """SQL for the version of a small table: a hash over all its rows, so only for tens or hundreds of rows.

    ``pages``: the table is that of a page model; the pages' rows in Wagtail's own table count too.
    """
    if pages:
        return (
            "SELECT sum(hashtextextended(page::text, 0)) || ':' || sum(hashtextextended(own::text, 1))"  # noqa: S608  (only names of ours)
            f" FROM {table} own JOIN wagtailcore_page page ON page.id = own.page_ptr_id"
        )
    return f"SELECT sum(hashtextextended(own::text, 0)) FROM {table} own"  # noqa: S608  (only names of ours)
