"""The programs of `manage.py serve` end with it, even if it is killed, and the next start ends remaining ones."""

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

from kototori.development.management.commands.serve import PortError, refuse_taken_port
from kototori.development.supervisor import AlreadyServingError, Program, Supervisor, record, recorded, serving

_SLEEPER = "import time; time.sleep(60)"
_SUPERVISED = (
    f"from kototori.supervised import die_with_supervisor; die_with_supervisor(); print('up', flush=True); {_SLEEPER}"
)


@pytest.fixture(autouse=True)
def _own_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{Supervisor.__module__}.RUN", tmp_path)
    monkeypatch.setattr(f"{Supervisor.__module__}._RECORD", tmp_path / "serve.json")
    monkeypatch.setattr(f"{Supervisor.__module__}._LOCK", tmp_path / "serve.lock")


def _eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def _has_ended(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_stop_ends_every_program() -> None:
    supervisor = Supervisor([Program(name, [sys.executable, "-c", _SLEEPER]) for name in ("a", "b")], dict(os.environ))
    supervisor.start()
    pids = [process.pid for process in recorded() if process.pid != os.getpid()]
    supervisor.stop()

    assert len(pids) == 2
    assert all(_has_ended(pid) for pid in pids)


def test_ended_program_is_restarted() -> None:
    supervisor = Supervisor([Program("short", [sys.executable, "-c", "pass"])], dict(os.environ))
    supervisor.start()
    try:
        assert _eventually(lambda: supervisor.restart_ended() == ["short"])
    finally:
        supervisor.stop()


def test_programs_end_with_a_killed_supervisor(checkout: Path) -> None:
    code = f"""
import os, subprocess, sys, time
environment = dict(os.environ, KOTOTORI_SUPERVISOR=str(os.getpid()))
child = subprocess.Popen([sys.executable, "-c", {_SUPERVISED!r}], env=environment, stdout=subprocess.PIPE)
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

        assert _eventually(lambda: _has_ended(child))


def test_next_start_ends_programs_of_a_killed_supervisor() -> None:
    with subprocess.Popen([sys.executable, "-c", _SLEEPER]) as process:
        record([process.pid])
        with serving():
            assert process.poll() is not None


def test_reused_process_id_is_not_a_recorded_process(tmp_path: Path) -> None:
    (tmp_path / "serve.json").write_text(json.dumps([{"pid": os.getpid(), "started": 1.0}]))

    assert recorded() == []


def test_damaged_record_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "serve.json").write_text('[{"pid"')

    with serving():
        pass


def test_second_server_of_a_checkout_is_refused() -> None:
    with serving(), pytest.raises(AlreadyServingError, match="is being served already"), serving():
        pass


def test_taken_port_is_refused_with_advice() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        with pytest.raises(PortError, match="make run PORT="):
            refuse_taken_port("127.0.0.1", listener.getsockname()[1])
