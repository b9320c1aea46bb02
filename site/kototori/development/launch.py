"""What happens before a command runs: a database is there, or one sentence says why not."""

import os
import sys
from collections.abc import Sequence

import psycopg
from django.core.exceptions import ImproperlyConfigured

from kototori.database import database_from_url, describe
from kototori.development.embedded_postgres import EmbeddedPostgresError, ensure_running

#: Commands that work without a database; every other one gets it.
_WITHOUT_DATABASE = frozenset(
    {
        "help",
        "version",
        "check",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "findstatic",
        "makemessages",
        "startapp",
        "startproject",
        "stop",
    }
)
#: Set for programs that a command starts, so that they know that the address is not the user's own.
EMBEDDED = "KOTOTORI_EMBEDDED_POSTGRES"


def provide_database(arguments: Sequence[str]) -> None:
    """Start the embedded PostgreSQL if `DATABASE_URL` is unset, or see that the one it names answers.

    Afterwards `DATABASE_URL` is set, for this process and whatever it starts. Ends the program with one sentence when
    there is no database to be had.
    """
    _refuse_bad_port()
    if not needs_database(arguments):
        return
    url = os.environ.get("DATABASE_URL")
    if not url:
        try:
            os.environ["DATABASE_URL"] = ensure_running()
        except EmbeddedPostgresError as error:
            sys.exit(str(error))
        os.environ[EMBEDDED] = "1"
    elif EMBEDDED not in os.environ:
        _refuse_unreachable(url)


def needs_database(arguments: Sequence[str]) -> bool:
    """Say whether `manage.py` with these arguments (its own name first) runs something that reads a database."""
    command = arguments[1] if len(arguments) > 1 else "help"
    asks_for_help = "-h" in arguments or "--help" in arguments or "--version" in arguments
    return not asks_for_help and command not in _WITHOUT_DATABASE


def _refuse_bad_port() -> None:
    """The settings read the port as a number, and would say so with a traceback."""
    port = os.environ.get("PORT", "8000")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        sys.exit(f"PORT is {port!r}, and must be a number from 1 to 65535.")


def _refuse_unreachable(url: str) -> None:
    try:
        database_from_url(url)
        psycopg.connect(url, connect_timeout=5).close()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        sys.exit(
            f"The database {describe(url)} can't be reached ({reason}): "
            "correct DATABASE_URL, or unset it to use the embedded PostgreSQL."
        )
