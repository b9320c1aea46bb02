"""What tells whether something that many answers share has changed: read with the portal, in the same statement.

An app registers in ``AppConfig.ready`` an SQL expression whose value changes whenever what it stands for does. The
portal's middleware reads them all for every reading request; memories (such as that of the vocabularies) and validators
(``regions.conditional``) stand on them.
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
    """All versions as annotations for the one query that every request makes."""
    return {
        _PREFIX + name.replace(".", "__"): RawSQL(f"({sql})::text", (), output_field=TextField())  # noqa: S611  (registered by our code)
        for name, sql in registry.items()
    }


def of(row: object) -> dict[str, str]:
    """The versions that a row with these annotations carries, by name; empty text where there is none yet."""
    return {name: getattr(row, _PREFIX + name.replace(".", "__"), None) or "" for name in registry.names()}


@contextmanager
def believed(versions: Mapping[str, str]) -> Iterator[None]:
    """Answer ``known`` from these, for the time of one reading request. A writing one must ask the database."""
    token = _read.set(versions)
    try:
        yield
    finally:
        _read.reset(token)


def known(name: str) -> str | None:
    """What this request has read already; None outside a reading request."""
    versions = _read.get()
    return None if versions is None else versions.get(name)


def rows_of(table: str, *, pages: bool = False) -> str:
    """SQL for a small table as a whole: another number for every change of any of its rows.

    ``pages``: the table of a page model; what Wagtail keeps of these pages in its own table counts too. Only for tables
    with tens or hundreds of rows: it reads them all.
    """
    if pages:
        return (
            "SELECT sum(hashtextextended(page::text, 0)) || ':' || sum(hashtextextended(own::text, 1))"  # noqa: S608  (only names of ours)
            f" FROM {table} own JOIN wagtailcore_page page ON page.id = own.page_ptr_id"
        )
    return f"SELECT sum(hashtextextended(own::text, 0)) FROM {table} own"  # noqa: S608  (only names of ours)
