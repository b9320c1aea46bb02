"""The reset of the embedded database when its version has migrations that are removed."""

import os
from collections.abc import Callable

import psycopg
from django.db import connection
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from kototori.preparation import PreparationError

#: Lets one process reset at a time. The number is arbitrary.
_ADVISORY_LOCK = 7_130_553


def reset_database(is_outdated: Callable[[], bool]) -> None:
    """Drop the database that `DATABASE_URL` names and create it again, empty. Only for the embedded one.

    Does nothing if another process has done so meanwhile. Raises `PreparationError` while other programs use it.
    """
    url = os.environ["DATABASE_URL"]
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


def release_connections() -> None:
    """Close the connections of this process; Django opens new ones when it needs them."""
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
