"""The database of a management command: whether it needs one, and whether the one that is named can be reached."""

import os
import sys
from collections.abc import Sequence

import psycopg
from django.core.exceptions import ImproperlyConfigured

from kototori.database_url import database_from_url, describe

#: Commands that work without a database; every other command gets one.
_WITHOUT_DATABASE = frozenset(
    {
        "help",
        "version",
        "check",
        "collect_messages",
        "collectstatic",
        "compile_catalogues",
        "compilemessages",
        "diffsettings",
        "findstatic",
        "list_untranslated",
        "makemessages",
        "startapp",
        "startproject",
        "stop",
    }
)
#: The environment variable with the URL of the embedded database. Child processes of a command inherit it, and tell
#: the embedded database from one that the user has named by it.
EMBEDDED = "KOTOTORI_EMBEDDED_POSTGRES"


def lacks_database(arguments: Sequence[str]) -> bool:
    """Return whether `manage.py` with these arguments needs a database and none is named.

    Exits with one sentence when the named one can't be reached. Never true in production: its settings demand
    `DATABASE_URL`.
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
    """Return whether `manage.py` with these arguments (its own name first) reads a database."""
    command = arguments[1] if len(arguments) > 1 else "help"
    wants_help = "-h" in arguments or "--help" in arguments or "--version" in arguments
    return not wants_help and command not in _WITHOUT_DATABASE


def is_embedded() -> bool:
    """Return whether `DATABASE_URL` is the embedded database and not one that the user has named."""
    url = os.environ.get("DATABASE_URL")
    return bool(url) and os.environ.get(EMBEDDED) == url


def _refuse_bad_port() -> None:
    """Exit with one sentence; the settings would read the port as a number and fail with a traceback."""
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
