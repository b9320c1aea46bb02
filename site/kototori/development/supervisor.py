"""The programs that `manage.py serve` looks after: started together, ended together, found again after a kill."""

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
    """What to run, under a name for people."""

    name: str
    command: Sequence[str]


class AlreadyServingError(Exception):
    """This checkout is being served by another process; the message says which."""


class Supervisor:
    """Runs programs and starts again whatever ends by itself, a little later each time that it does so at once."""

    def __init__(self, programs: Sequence[Program], environment: dict[str, str]) -> None:
        self._programs = {program.name: program for program in programs}
        self._environment = {**environment, SUPERVISOR: str(os.getpid())}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}
        self._failures: dict[str, int] = {}

    def start(self, *names: str) -> None:
        """Start the named programs, or all that don't run yet."""
        for name in names or self._programs:
            if name not in self._running:
                self._start(name)

    def restart_ended(self) -> list[str]:
        """Start again what has ended, and return the names. One that ended within ten seconds waits before its turn."""
        ended = [name for name, process in self._running.items() if process.poll() is not None]
        due = [name for name in ended if self._is_due(name)]
        for name in due:
            self._failures[name] = self._failures.get(name, 0) + 1
            self._start(name)
        return due

    def stop(self) -> None:
        """Ask every program to end, and end those that don't."""
        end([psutil.Process(p.pid) for p in self._running.values() if p.poll() is None])

    def _is_due(self, name: str) -> bool:
        wait = min(2 ** self._failures.get(name, 0), 60)
        return time.monotonic() - self._started[name] > wait

    def _start(self, name: str) -> None:
        self._running[name] = subprocess.Popen(  # noqa: S603  (a list of our own, no shell)
            list(self._programs[name].command),
            env=self._environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the supervisor alone, which ends the others in order
        )
        self._started[name] = time.monotonic()
        record([os.getpid(), *(process.pid for process in self._running.values())])


@contextlib.contextmanager
def serving() -> Iterator[None]:
    """Hold the right to serve this checkout, and end what a killed predecessor left. Raises `AlreadyServingError`."""
    RUN.mkdir(parents=True, exist_ok=True)
    with _LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            number = next((process.pid for process in recorded()), "unknown")
            raise AlreadyServingError(
                f"This checkout is being served already (process {number}): end that with Ctrl-C or make stop."
            ) from None
        end(recorded())
        try:
            yield
        finally:
            _RECORD.unlink(missing_ok=True)


def record(numbers: Sequence[int]) -> None:
    """Write down which processes belong together, with their birth, because a number passes to another program."""
    RUN.mkdir(parents=True, exist_ok=True)
    entries = []
    for number in numbers:
        with contextlib.suppress(psutil.Error):
            entries.append({"pid": number, "started": psutil.Process(number).create_time()})
    unfinished = _RECORD.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(entries))
    unfinished.replace(_RECORD)


def recorded() -> list[psutil.Process]:
    """Return what is written down and still runs, the supervisor first."""
    try:
        entries = json.loads(_RECORD.read_text())
    except (OSError, ValueError):
        return []
    alive = []
    for entry in entries:
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(int(entry["pid"]))
            if abs(process.create_time() - entry["started"]) < 1 and process.status() != psutil.STATUS_ZOMBIE:
                alive.append(process)
    return alive


def end(processes: list[psutil.Process]) -> None:
    """End processes and whatever they started: politely, then not."""
    everything = list(processes)
    for process in processes:
        with contextlib.suppress(psutil.Error):
            everything += process.children(recursive=True)
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    _gone, left = psutil.wait_procs(everything, timeout=_END_SECONDS)
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(left, timeout=5)
