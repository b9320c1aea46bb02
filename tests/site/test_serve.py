"""`manage.py serve` starts, starts again after a kill, and leaves no process when it ends."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from django.db import connection

from kototori.models import PreparationStep
from kototori.preparation import LOADS
from tests.postgres_cluster import TestDatabases
from tests.regions.factories import open_national, open_portal

Start = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


@pytest.fixture
def start(
    tmp_path: Path, checkout: Path, port: int, transactional_db: None, database_server: TestDatabases
) -> Iterator[Start]:
    """Return a function that starts it on a database where everything has been loaded."""
    for load in LOADS:
        PreparationStep.objects.create(name=load.command, fingerprint=load.fingerprint())
    processes: list[subprocess.Popen[str]] = []
    environment = {
        **os.environ,
        "DATABASE_URL": database_server.url(connection.settings_dict["NAME"]),
        "DJANGO_SETTINGS_MODULE": "kototori.settings.dev",
        "KOTOTORI_VAR": str(tmp_path),
        "PORT": str(port),
    }

    def run() -> "subprocess.Popen[str]":
        command = [sys.executable, "manage.py", "serve"]
        process = subprocess.Popen(command, cwd=checkout, env=environment, stdout=subprocess.PIPE, text=True)
        processes.append(process)
        return process

    yield run
    for process in processes:
        process.kill()
        process.communicate()


def _becomes_healthy(port: int) -> bool:
    """Wait for a response, a minute at most, because three programs may start on one processor."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=10) as response:
                return response.status == 200
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def _programs_on(port: int) -> list[psutil.Process]:
    """Return the processes that serve this port; each has the port in its command line."""
    processes = []
    for process in psutil.process_iter():
        try:
            if f"127.0.0.1:{port}" in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE:
                processes.append(process)
        except psutil.Error:
            continue
    return processes


def test_serve_responds_and_leaves_no_process(start: Start, port: int) -> None:
    process = start()
    assert _becomes_healthy(port)

    process.send_signal(signal.SIGINT)
    output, _errors = process.communicate(timeout=60)

    assert process.returncode == 0
    assert f"http://kototori.localhost:{port}/admin/" in output
    assert _programs_on(port) == []


def test_serve_starts_again_after_a_kill(start: Start, port: int) -> None:
    first = start()
    assert _becomes_healthy(port)
    first.kill()
    first.wait()

    second = start()

    assert _becomes_healthy(port)
    assert second.poll() is None


@pytest.mark.parametrize("script_name", ["/x", "/admin", "/nowhere"])
def test_headers_do_not_choose_the_path(start: Start, port: int, script_name: str) -> None:
    """The first request must not switch off for later ones what depends on the address."""
    open_national()
    open_portal("espoo")
    start()
    assert _becomes_healthy(port)
    path = f"{script_name}/robots.txt" if script_name == "/x" else "/robots.txt"
    first = _ask(port, path, SCRIPT_NAME=script_name, PATH_INFO="/x/robots.txt")
    assert first == (404 if script_name == "/x" else 200)
    assert _ask(port, "/admin/login/") == 404


def _ask(port: int, path: str, **headers: str) -> int:
    """Return the status of a request to Espoo's host, with headers that urllib would write differently."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest("GET", path, skip_host=True)
    for name, value in {"Host": f"espoo.localhost:{port}", **headers}.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse().status
