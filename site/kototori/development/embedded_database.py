"""The embedded database, for a command to which the user has named none."""

import os
import sys

from kototori.command_database import EMBEDDED
from kototori.development.embedded_postgres import EmbeddedPostgresError, ensure_running


def provide_database() -> None:
    """Start the embedded PostgreSQL and set `DATABASE_URL`, for this process and whatever it starts.

    Ends the program with one sentence when it can't be started.
    """
    try:
        os.environ["DATABASE_URL"] = os.environ[EMBEDDED] = ensure_running()
    except EmbeddedPostgresError as error:
        sys.exit(str(error))
