"""Settings of gunicorn under `manage.py serve`: one process of several threads, which ends with its supervisor."""

from typing import Any

from gunicorn.http import message  # type: ignore[import-untyped]

from kototori.supervised import die_with_supervisor

worker_class = "gthread"
workers = 1
threads = 8
graceful_timeout = 3
timeout = 120
control_socket_disable = True
loglevel = "warning"
# Otherwise any client of this machine could choose the site's path and the request's by headers.
forwarder_headers = ""
#: Bytes of a request line. Far above ``MAX_ADDRESS_LENGTH`` of ``regions.refusals.read_only``, so that the site itself
#: refuses an address that is too long, in the visitor's language. Gunicorn takes no limit above its own constant.
limit_request_line = message.MAX_REQUEST_LINE = 64 * 1024


def on_starting(server: Any) -> None:
    """Bind gunicorn's first process to the supervisor; gunicorn calls this before it starts the others."""
    die_with_supervisor()
