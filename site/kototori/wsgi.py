"""The entry point of a WSGI server such as gunicorn. It answers when everything is loaded (see ``warm_up``)."""

import os
import sys
from pathlib import Path

from django.core.wsgi import get_wsgi_application

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kototori.settings.production")

django_application = get_wsgi_application()

from kototori.utf8_requests import in_utf8  # noqa: E402
from kototori.warm_up import WarmedApplication  # noqa: E402  (needs Django's apps)


def refuse_demo_accounts() -> None:
    """Stop production from starting with an account whose password is published."""
    from kototori.checks import demo_accounts_are_absent

    errors = demo_accounts_are_absent(databases=["default"])
    if errors:
        raise SystemExit(" ".join(f"{error.msg} {error.hint}" for error in errors))


refuse_demo_accounts()
application = WarmedApplication(in_utf8(django_application))
application.start()
