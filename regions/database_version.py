"""The system check of the database server's version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.utils import OperationalError

#: The first PostgreSQL with constraints in which two nulls are the same. An older one would be left without them: the
#: same mail could go out twice, and an address have two open invitations to one role.
OLDEST_POSTGRESQL: Final = 15


def database_is_new_enough(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse a PostgreSQL that can't keep mails and invitations unique (regions.E001).

    Reads the database only where Django allows it: ``migrate`` and ``check --database default``.
    """
    return [fault for alias in databases or () for fault in _faults(alias)]


def _faults(alias: str) -> list[CheckMessage]:
    connection: Any = connections[alias]
    if connection.vendor != "postgresql":
        return []  # a database of the project's own
    try:
        version = connection.pg_version // 10_000
    except OperationalError:
        return []  # whoever needs the database says that it isn't there
    if version >= OLDEST_POSTGRESQL:
        return []
    return [
        Error(
            f"The database {alias!r} is PostgreSQL {version}, and {OLDEST_POSTGRESQL} or newer is needed.",
            hint="Move to a newer PostgreSQL before you migrate: an older one leaves out what keeps mails unique.",
            id="regions.E001",
        )
    ]


def connect() -> None:
    register(database_is_new_enough, Tags.database)
