"""The embedded database, which commands use when `DATABASE_URL` is unset."""

import os
import sys

from kototori.command_database import EMBEDDED
from kototori.development.embedded_postgres import VAR, Cluster, EmbeddedPostgresError


def development_cluster() -> Cluster:
    """Return the cluster of `manage.py` in this checkout."""
    return Cluster(VAR / "postgres")


def ensure_running() -> str:
    """Start the development cluster unless it runs, and return its URL in the form of `DATABASE_URL`."""
    return development_cluster().ensure_running()


def stop() -> bool:
    """Stop the development cluster. False if it didn't run."""
    return development_cluster().stop()


def provide_database() -> None:
    """Start the embedded PostgreSQL and set `DATABASE_URL`, for this process and its children.

    Exits with one sentence when it can't be started.
    """
    try:
        os.environ["DATABASE_URL"] = os.environ[EMBEDDED] = ensure_running()
    except EmbeddedPostgresError as error:
        sys.exit(str(error))
