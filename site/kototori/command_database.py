"""What happens before a command runs: the database that is named answers, or one sentence says why not."""

import os
import sys
from collections.abc import Sequence

import psycopg
from django.core.exceptions import ImproperlyConfigured

from kototori.database_url import database_from_url, describe

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
#: The address of the embedded database, for programs that a command starts: so they know it from the user's own.
EMBEDDED = "KOTOTORI_EMBEDDED_POSTGRES"


def lacks_database(arguments: Sequence[str]) -> bool:
    """Say whether `manage.py` with these arguments needs a database and none is named.

    Ends the program with one sentence when the one that is named does not answer. Production names its own, and its
    settings say so.
    """
    _refuse_bad_port()
    if not needs_database(arguments):
        return False
    url = os.environ.get("DATABASE_URL")
    if not url:
        return os.environ.get("DJANGO_SETTINGS_MODULE") != "kototori.settings.production"
    if not is_embedded():
        _refuse_unreachable(url)
    return False


def needs_database(arguments: Sequence[str]) -> bool:
    """Say whether `manage.py` with these arguments (its own name first) runs something that reads a database."""
    command = arguments[1] if len(arguments) > 1 else "help"
    asks_for_help = "-h" in arguments or "--help" in arguments or "--version" in arguments
    return not asks_for_help and command not in _WITHOUT_DATABASE


def is_embedded() -> bool:
    """Say whether `DATABASE_URL` is the embedded database, started by us, and not one that the user has named."""
    url = os.environ.get("DATABASE_URL")
    return bool(url) and os.environ.get(EMBEDDED) == url


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
