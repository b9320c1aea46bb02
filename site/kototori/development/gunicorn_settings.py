"""How `manage.py serve` runs gunicorn: one process of several threads, ended with its supervisor."""

from typing import Any

from kototori.supervised import die_with_supervisor

worker_class = "gthread"
workers = 1
threads = 8
graceful_timeout = 3
timeout = 120
control_socket_disable = True
loglevel = "warning"


def on_starting(server: Any) -> None:
    """Gunicorn calls this in its first process, before it starts the others."""
    die_with_supervisor()
