"""The entry point of a WSGI server such as gunicorn."""

import logging
import os
import sys
import threading
from pathlib import Path

from django.core.wsgi import get_wsgi_application

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kototori.settings.production")

application = get_wsgi_application()


def refuse_demo_accounts() -> None:
    """Stop production from starting with an account whose password is published."""
    from kototori.checks import demo_accounts_are_absent

    errors = demo_accounts_are_absent(databases=["default"])
    if errors:
        raise SystemExit(" ".join(f"{error.msg} {error.hint}" for error in errors))


def prepare_search() -> None:
    """Load the dictionary and the table of phrases, so that the first visitor doesn't wait for them."""
    from django.db import connection

    from search.expansion import warm_up

    try:
        warm_up()
    except Exception:
        logging.getLogger(__name__).exception("The search could not be prepared; the first query will try again")
    finally:
        connection.close()


refuse_demo_accounts()
threading.Thread(target=prepare_search, name="prepare search", daemon=True).start()
