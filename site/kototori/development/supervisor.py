"""The supervisor of the programs of `manage.py serve`, and its record of them, by which they are found after a kill."""

import contextlib
import fcntl
import json
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import psutil

from kototori.development.embedded_postgres import VAR
from kototori.supervised import SUPERVISOR

RUN = VAR / "run"
_RECORD = RUN / "serve.json"
_LOCK = RUN / "serve.lock"
_END_SECONDS = 15


@dataclass(frozen=True)
class Program:
    """A command, under a name for people."""

    name: str
    command: Sequence[str]


class AlreadyServingError(Exception):
    """Another process serves this checkout. The message says which."""


class Supervisor:
    """Runs programs and restarts those that end. The pause before a restart grows with each one (at most a minute)."""

    def __init__(self, programs: Sequence[Program], environment: dict[str, str]) -> None:
        self._programs = {program.name: program for program in programs}
        self._environment = {**environment, SUPERVISOR: str(os.getpid())}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._start_times: dict[str, float] = {}
        self._failures: dict[str, int] = {}

    def start(self, *names: str) -> None:
        """Start the named programs (without names: all) unless they have been started."""
        for name in names or self._programs:
            if name not in self._running:
                self._start(name)

    def restart_ended(self) -> list[str]:
        """Restart the programs that have ended and whose pause is over, and return their names."""
        ended = [name for name, process in self._running.items() if process.poll() is not None]
        due = [name for name in ended if self._is_due(name)]
        for name in due:
            self._failures[name] = self._failures.get(name, 0) + 1
            self._start(name)
        return due

    def stop(self) -> None:
        """Terminate every program, and kill those that don't end."""
        end([psutil.Process(process.pid) for process in self._running.values() if process.poll() is None])

    def _is_due(self, name: str) -> bool:
        pause = min(2 ** self._failures.get(name, 0), 60)
        return time.monotonic() - self._start_times[name] > pause

    def _start(self, name: str) -> None:
        self._running[name] = subprocess.Popen(  # noqa: S603  (a list of our own, no shell)
            list(self._programs[name].command),
            env=self._environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches the supervisor alone, which then ends the others
        )
        self._start_times[name] = time.monotonic()
        record([os.getpid(), *(process.pid for process in self._running.values())])


@contextlib.contextmanager
def serving() -> Iterator[None]:
    """Hold the lock of this checkout, and end what a killed predecessor left. Raises `AlreadyServingError`."""
    RUN.mkdir(parents=True, exist_ok=True)
    with _LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = next((process.pid for process in recorded()), "unknown")
            raise AlreadyServingError(
                f"This checkout is being served already (process {pid}): end that with Ctrl-C or make stop."
            ) from None
        end(recorded())
        try:
            yield
        finally:
            _RECORD.unlink(missing_ok=True)


def record(pids: Sequence[int]) -> None:
    """Record the ids and start times of our processes; the system may reuse an id for another program."""
    RUN.mkdir(parents=True, exist_ok=True)
    entries = []
    for pid in pids:
        with contextlib.suppress(psutil.Error):
            entries.append({"pid": pid, "started": psutil.Process(pid).create_time()})
    unfinished = _RECORD.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(entries))
    unfinished.replace(_RECORD)


def recorded() -> list[psutil.Process]:
    """Return the recorded processes that still run, the supervisor first."""
    try:
        entries = json.loads(_RECORD.read_text())
    except (OSError, ValueError):
        return []
    processes = []
    for entry in entries:
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(int(entry["pid"]))
            if abs(process.create_time() - entry["started"]) < 1 and process.status() != psutil.STATUS_ZOMBIE:
                processes.append(process)
    return processes


def end(processes: list[psutil.Process]) -> None:
    """Terminate processes, and kill those of them and their children that don't end."""
    targets = list(processes)
    for process in processes:
        with contextlib.suppress(psutil.Error):
            targets += process.children(recursive=True)
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    _gone, alive = psutil.wait_procs(targets, timeout=_END_SECONDS)
    for process in alive:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=5)
