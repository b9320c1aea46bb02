"""The entry for a WSGI server such as gunicorn."""

import os
import sys
from pathlib import Path

from django.core.wsgi import get_wsgi_application

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kototori.settings.production")

application = get_wsgi_application()


def refuse_demo_accounts() -> None:
    """Production does not start with an account whose password everybody knows."""
    from regions.checks import demo_accounts_are_absent

    faults = demo_accounts_are_absent(databases=["default"])
    if faults:
        raise SystemExit(" ".join(f"{fault.msg} {fault.hint}" for fault in faults))


refuse_demo_accounts()
