import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException
from types import FrameType
from typing import Any

import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from kototori import ROOT
from kototori.command_database import is_embedded
from kototori.demo.accounts import DEMO_PASSWORD, DEMO_USERNAMES, allows_demo
from kototori.development import embedded_database
from kototori.development.database_reset import release_connections
from kototori.development.mail_files import mail_folder
from kototori.development.supervisor import AlreadyServingError, Program, Supervisor, serving
from kototori.preparation import PreparationError, prepare
from regions import conf
from regions.actions.serve_on_port import serve_on_port
from regions.models import Portal

_TICK_SECONDS = 60
_POLL_SECONDS = 0.2


class Command(BaseCommand):
    """What `make run` runs: the set-up, then the web server, the worker and the ticker until Ctrl-C."""

    help = "Set up what is missing, then serve the portals and the admin, with worker and tick, until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=settings.KOTOTORI_PORT)
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
        parser.add_argument("--reload", action="store_true", help="start the web server again when the code changes")

    def handle(self, *args: Any, port: int, host: str, reload: bool, **options: Any) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _interrupt)
        try:
            with serving():
                self._prepare_and_serve(host, port, reload)
        except (AlreadyServingError, PreparationError, PortError) as error:
            raise CommandError(str(error)) from None

    def _prepare_and_serve(self, host: str, port: int, reload: bool) -> None:
        """Prepare and serve under the lock of this checkout, so that the database may be stopped at the end."""
        if is_embedded():
            embedded_database.ensure_running()  # a predecessor that was ending may have stopped it
        try:
            refuse_taken_port(host, port)
            prepare(self._write)
            serve_on_port(port)
            self._serve(host, port, reload)
        except KeyboardInterrupt:
            self._write("Stopped.")
        finally:
            self._stop_database()

    def _serve(self, host: str, port: int, reload: bool) -> None:
        addresses = list(self._addresses(port))
        release_connections()
        supervisor = Supervisor(programs(host, port, reload), environment(port))
        supervisor.start("web server")  # first, so that the first page doesn't wait for the others
        try:
            while True:
                if addresses and _is_ready(host, port):
                    self._write("\n".join(addresses))
                    addresses = []
                    supervisor.start()
                time.sleep(_POLL_SECONDS)
                for name in supervisor.restart_ended():
                    self._write(f"The {name} had ended; started it again.")
        except KeyboardInterrupt:
            if addresses and _is_ready(host, port):  # since the last look
                self._write("\n".join(addresses))
            raise
        finally:
            supervisor.stop()

    def _addresses(self, port: int) -> Iterable[str]:
        """Yield the addresses and accounts that the user needs next, as lines."""
        yield "Portals:"
        for portal in Portal.objects.select_related("site"):
            yield f"  http://{portal.site.hostname}:{port}/  {portal.name} ({', '.join(portal.languages)})"
        national = Portal.objects.national()
        admin = f"http://{national.site.hostname if national else f'kototori.{conf.domain()}'}:{port}/admin/"
        yield f"Admin:\n  {admin}"
        yield f"Mails:\n  {where_mails_go(admin)}"
        accounts = get_user_model().objects.filter(username__in=DEMO_USERNAMES, is_active=True).order_by("pk")
        if accounts and allows_demo():
            yield f"Demo accounts (password {DEMO_PASSWORD}):"
            for account in accounts:
                yield f"  {account.get_username()}  {account.get_full_name()}".rstrip()
        yield "Ctrl-C ends everything."

    def _stop_database(self) -> None:
        """Stop the embedded PostgreSQL unless another program uses it."""
        if not is_embedded():
            return
        others = _other_clients()
        release_connections()
        if others:
            self._write("Other programs use the embedded PostgreSQL, so it runs on: make stop ends it.")
        else:
            embedded_database.stop()

    def _write(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def where_mails_go(admin: str) -> str:
    """Say in one line where mails go, or what is wrong with EMAIL_URL."""
    if settings.KOTOTORI_EMAIL_FAULT:
        return str(settings.KOTOTORI_EMAIL_FAULT)
    if mail_folder.is_in_use():
        return f"{admin}mails/files/  files in var/mail/"
    return f"to {settings.EMAIL_HOST}:{settings.EMAIL_PORT}"


class PortError(Exception):
    """The port can't be used. The message says what to do."""


def programs(host: str, port: int, reload: bool) -> list[Program]:
    """Return the programs that run together."""
    manage = [sys.executable, str(ROOT / "manage.py")]
    web = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "python:kototori.development.gunicorn_settings",
        "--bind",
        f"{host}:{port}",
    ]
    return [
        Program("web server", [*web, *(["--reload"] if reload else []), "kototori.wsgi"]),
        Program("worker", [*manage, "worker"]),
        Program("ticker", [*manage, "tick", "--every", str(_TICK_SECONDS)]),
    ]


def environment(port: int) -> dict[str, str]:
    """Return our environment with the port for links and the path where gunicorn finds the site and the apps."""
    path = os.pathsep.join(str(folder) for folder in (ROOT / "site", ROOT))
    return {**os.environ, "PORT": str(port), "PYTHONPATH": path}


def refuse_taken_port(host: str, port: int) -> None:
    """Raise `PortError` unless we can listen on the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or "a port is a number up to 65535"
            raise PortError(
                f"Port {port} can't be used ({reason}): choose another, for example make run PORT=8123."
            ) from None


def _is_ready(host: str, port: int) -> bool:
    """Return whether the web server answers visitors. Before, it answers its health check only (``warm_up``)."""
    server = HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=2)  # noqa: S104  (compared, not bound)
    try:
        server.request("GET", "/health/", headers={"Host": "127.0.0.1"})
        return bool(json.load(server.getresponse()).get("status") != "starting")
    except (OSError, HTTPException, ValueError):
        return False
    finally:
        server.close()


def _other_clients() -> int:
    """Count the connections of other programs to the embedded PostgreSQL."""
    try:
        with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=5) as client:
            row = client.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
                " AND pid NOT IN (pg_backend_pid(), %s)",
                [connection.connection.info.backend_pid if connection.connection else 0],
            ).fetchone()
    except psycopg.OperationalError:
        return 0
    return int(row[0]) if row else 0


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Treat each of the signals as Ctrl-C, and ignore later ones while the programs end."""
    for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(other, signal.SIG_IGN)
    raise KeyboardInterrupt
