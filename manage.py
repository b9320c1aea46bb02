#!/usr/bin/env python
"""Run a command of the site. Without DATABASE_URL the commands that need a database get the embedded PostgreSQL."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    """Put `site/` on the path, see to the database, and hand over to Django."""
    sys.path.insert(0, str(ROOT / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kototori.settings.dev")
    try:
        from kototori.command_database import lacks_database

        if lacks_database(sys.argv):
            from kototori.development.embedded_database import provide_database

            provide_database()
        from django.core.management import execute_from_command_line
    except ImportError as error:
        sys.exit(f"{error}. Is the environment there? Run make setup, then .venv/bin/python manage.py.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
