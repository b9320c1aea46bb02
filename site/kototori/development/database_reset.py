"""The reset of the embedded database when its version has migrations that are removed."""

import os
from collections.abc import Callable

import psycopg
from django.db import connection
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from kototori.command_database import is_embedded
from kototori.preparation import PreparationError

#: Lets one process reset at a time. The number is arbitrary.
_ADVISORY_LOCK = 7_130_553


def reset_database(is_outdated: Callable[[], bool]) -> None:
    """Drop the database that `DATABASE_URL` names and create it again, empty. Only for the embedded one.

    Does nothing if another process has done so meanwhile. Raises `PreparationError` while other programs use it,
    and for any other database than the embedded one that Django is connected to.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not is_embedded() or not _is_connected_to(url):
        raise PreparationError("Only the embedded database is reset, and this is another one. Nothing was changed.")
    name = sql.Identifier(str(conninfo_to_dict(url)["dbname"]))
    release_connections()  # before waiting: the process that holds the lock can't drop a database that we use
    with psycopg.connect(url, dbname="postgres", autocommit=True) as maintenance:
        maintenance.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY_LOCK])
        if not is_outdated():
            return
        release_connections()
        try:
            maintenance.execute(sql.SQL("DROP DATABASE {}").format(name))
        except psycopg.errors.ObjectInUse:
            raise PreparationError(
                "Other programs use the embedded database, so nothing was changed: "
                "end them with make stop, then run this again."
            ) from None
        maintenance.execute(sql.SQL("CREATE DATABASE {}").format(name))


def _is_connected_to(url: str) -> bool:
    """Return whether Django's settings name the same database as this address."""
    named, settings = conninfo_to_dict(url), connection.settings_dict
    return (named.get("dbname"), named.get("host")) == (settings["NAME"], settings["HOST"])


def release_connections() -> None:
    """Close the connections of this process; Django opens new ones when it needs them."""
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
