"""`manage.py serve` comes up, survives its own death, and leaves nothing when told to end."""

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
    """Start it on a database where everything has been loaded already."""
    for load in LOADS:
        PreparationStep.objects.create(name=load.command, fingerprint=load.fingerprint())
    started: list[subprocess.Popen[str]] = []
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
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def _is_well(port: int) -> bool:
    """Wait until it answers, a minute at most: three programs start on what may be one processor."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=10) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def _programs_on(port: int) -> list[psutil.Process]:
    """Find what serves this port, by its command line: it holds the port in every one of its processes."""
    found = []
    for process in psutil.process_iter():
        try:
            if f"127.0.0.1:{port}" in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def test_it_serves_and_ends_without_a_trace(start: Start, port: int) -> None:
    process = start()
    assert _is_well(port)

    process.send_signal(signal.SIGINT)
    said, _errors = process.communicate(timeout=60)

    assert process.returncode == 0
    assert f"http://kototori.localhost:{port}/admin/" in said
    assert _programs_on(port) == []


def test_it_comes_up_again_after_being_killed(start: Start, port: int) -> None:
    killed = start()
    assert _is_well(port)
    killed.kill()
    killed.wait()

    again = start()

    assert _is_well(port)
    assert again.poll() is None
