"""What `manage.py serve` starts ends with it, however it ends, and the next start clears up what is left."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from kototori.development import supervisor
from kototori.development.management.commands.serve import PortError, refuse_taken_port
from kototori.development.supervisor import AlreadyServingError, Program, Supervisor, record, recorded, serving

_SLEEPER = "import time; time.sleep(60)"
_LOYAL = (
    f"from kototori.supervised import die_with_supervisor; die_with_supervisor(); print('up', flush=True); {_SLEEPER}"
)


@pytest.fixture(autouse=True)
def _own_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "RUN", tmp_path)
    monkeypatch.setattr(supervisor, "_RECORD", tmp_path / "serve.json")
    monkeypatch.setattr(supervisor, "_LOCK", tmp_path / "serve.lock")


def _soon(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(0.05)
    return False


def _is_over(number: int) -> bool:
    return not psutil.pid_exists(number) or psutil.Process(number).status() == psutil.STATUS_ZOMBIE


def test_stopping_ends_every_program() -> None:
    supervisor = Supervisor([Program(name, [sys.executable, "-c", _SLEEPER]) for name in ("a", "b")], dict(os.environ))
    supervisor.start()
    started = [process.pid for process in recorded() if process.pid != os.getpid()]
    supervisor.stop()

    assert len(started) == 2
    assert all(_is_over(number) for number in started)


def test_a_program_that_ended_is_started_again() -> None:
    supervisor = Supervisor([Program("short", [sys.executable, "-c", "pass"])], dict(os.environ))
    supervisor.start()
    try:
        assert _soon(lambda: supervisor.restart_ended() == ["short"])
    finally:
        supervisor.stop()


def test_a_killed_supervisor_takes_its_programs_along(checkout: Path) -> None:
    code = f"""
import os, subprocess, sys, time
environment = dict(os.environ, KOTOTORI_SUPERVISOR=str(os.getpid()))
child = subprocess.Popen([sys.executable, "-c", {_LOYAL!r}], env=environment, stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""
    environment = {**os.environ, "PYTHONPATH": str(checkout / "site")}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment
    ) as supervisor:
        assert supervisor.stdout is not None
        child = int(supervisor.stdout.readline())
        supervisor.send_signal(signal.SIGKILL)

        assert _soon(lambda: _is_over(child))


def test_the_next_start_ends_what_a_killed_one_left() -> None:
    with subprocess.Popen([sys.executable, "-c", _SLEEPER]) as left:
        record([left.pid])
        with serving():
            assert left.poll() is not None


def test_a_number_that_passed_to_another_program_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "serve.json").write_text(json.dumps([{"pid": os.getpid(), "started": 1.0}]))

    assert recorded() == []


def test_a_damaged_record_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "serve.json").write_text('[{"pid"')

    with serving():
        pass


def test_serving_twice_is_refused_in_one_sentence() -> None:
    with serving(), pytest.raises(AlreadyServingError, match="is being served already"), serving():
        pass


def test_a_taken_port_is_refused_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        with pytest.raises(PortError, match="make run PORT="):
            refuse_taken_port("127.0.0.1", taken.getsockname()[1])
