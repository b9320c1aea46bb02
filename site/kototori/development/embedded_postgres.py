"""A PostgreSQL server without an installation: a Python package brings the programs, and the data are in `var/`.

The server is a process of its own that outlives the command that started it. Later commands find it through
PostgreSQL's own `postmaster.pid`. A start removes whatever a killed server or a killed start has left.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from kototori import ROOT
from kototori.development.postgres_account import AccountError, ServerAccount, account_for, grant_access
from kototori.development.postgres_programs import MAJOR_VERSION, ProgramsMissingError, environment, programs

#: The folder of databases, logs and records of running processes. `KOTOTORI_VAR` names another one, as in the tests.
VAR = Path(os.environ.get("KOTOTORI_VAR") or ROOT / "var")

_SUPERUSER = "kototori"
_SOCKET_NAME = ".s.PGSQL.5432"
#: The longest path of a socket in bytes that every system accepts (Linux 107, macOS 103).
_SOCKET_LIMIT = 103
_START_SECONDS = 60
_STOP_SECONDS = 30
_LOG_LIMIT = 10_000_000

#: Settings of every cluster that differ from PostgreSQL's defaults. The server listens on a socket, not on the network.
_BASE_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    # A search is one short statement over data that fit in memory: sort in memory, and prefer indexes (docs/search.md).
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "random_page_cost": "1.1",
}


class EmbeddedPostgresError(Exception):
    """The server can't be used. The message is one sentence for people."""


@dataclass(frozen=True)
class Cluster:
    """A data folder and its server. `settings` are PostgreSQL's and override those of every cluster.

    `durable=False` skips the synchronisation to disk when the data folder is created.
    """

    data: Path
    database: str = "kototori"
    settings: Mapping[str, str] = field(default_factory=dict)
    durable: bool = True

    def ensure_running(self) -> str:
        """Start the server unless it runs, create the database unless it exists, and return its URL.

        Any number of processes may call this at once. Raises `EmbeddedPostgresError`.
        """
        with self._locked():
            for has_retries in (True, True, False):
                if self._postmaster() is None:
                    self._start()
                try:
                    self._ensure_database()
                    break
                except psycopg.OperationalError as error:  # killed after the check, or shutting down
                    if not has_retries:
                        reason = str(error).strip().splitlines()[0]
                        raise EmbeddedPostgresError(f"The embedded PostgreSQL does not answer: {reason}") from None
                    time.sleep(0.2)
        return self.url()

    def stop(self) -> bool:
        """Stop the server and disconnect its clients. False if it didn't run."""
        with self._locked():
            processes = self._processes()
            for number, seconds in ((signal.SIGINT, _STOP_SECONDS), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
                if not _end(processes, number, seconds):
                    break
            return bool(processes)

    def is_running(self) -> bool:
        """Return whether the server runs and accepts connections."""
        return self._postmaster() is not None

    def url(self, database: str | None = None) -> str:
        """Return the URL of a database in this cluster, in the form of `DATABASE_URL`."""
        lines = self._pid_file()  # line 5: the folder of the socket of a running server
        place = lines[4] if len(lines) > 4 and lines[4] else str(self._socket_folder())
        return f"postgresql://{_SUPERUSER}@/{database or self.database}?host={quote(place, safe='')}"

    @property
    def log(self) -> Path:
        """The server's log file."""
        return self.data.with_name(f"{self.data.name}.log")

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with self.data.with_name(f"{self.data.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start(self) -> None:
        """Clean up after an earlier server, create a missing data folder, and wait until the server is ready."""
        account = self._account()
        for number in (signal.SIGQUIT, signal.SIGKILL):
            _end(self._processes(), number, 5)
        self._initialise(account)
        self._check_version()
        for stale in (self.data / "postmaster.pid", self._socket(), Path(f"{self._socket()}.lock")):
            stale.unlink(missing_ok=True)
        if self._socket_folder() != self.data:
            _own_socket_folder(self._socket_folder(), account)
        self._wait_until_ready(self._launch(account))

    def _account(self) -> ServerAccount:
        try:
            account = account_for(self.data)
            folders = grant_access(account, programs(), self.data)
        except (AccountError, ProgramsMissingError) as error:
            raise EmbeddedPostgresError(str(error)) from None
        if folders:
            places = ", ".join(map(str, folders))
            sys.stderr.write(f"PostgreSQL does not run as root: other users may now pass through {places}.\n")
        return account

    def _initialise(self, account: ServerAccount) -> None:
        """Create the data folder under another name and rename it, so that an incomplete one is never used."""
        if (self.data / "PG_VERSION").exists():
            return
        if self.data.exists() and any(self.data.iterdir()):
            raise EmbeddedPostgresError(f"{self.data} holds something that is no PostgreSQL cluster: move it away.")
        unfinished = self.data.with_name(f"{self.data.name}.unfinished")
        if unfinished.exists():
            shutil.rmtree(unfinished)
        account.own(unfinished)
        command: list[str | Path] = [
            programs() / "bin" / "initdb",
            *("--pgdata", unfinished, "--username", _SUPERUSER, "--auth", "trust", "--encoding", "UTF8"),
            *("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
            *([] if self.durable else ["--no-sync"]),
        ]
        result = subprocess.run(  # noqa: S603  (a list of our own, no shell)
            command,
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
            env=environment(),
            **account.process_options(),
        )
        if result.returncode:
            raise EmbeddedPostgresError(f"PostgreSQL could not make {self.data}: {_last_line(result.stderr)}")
        if self.data.exists():
            self.data.rmdir()
        unfinished.rename(self.data)

    def _check_version(self) -> None:
        version = (self.data / "PG_VERSION").read_text().strip()
        if version != MAJOR_VERSION:
            raise EmbeddedPostgresError(
                f"{self.data} is of PostgreSQL {version}, this is {MAJOR_VERSION}: move it away, or set DATABASE_URL."
            )

    def _launch(self, account: ServerAccount) -> "subprocess.Popen[bytes]":
        settings = {**_BASE_SETTINGS, "unix_socket_directories": f'"{self._socket_folder()}"', **self.settings}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        is_full = self.log.exists() and self.log.stat().st_size > _LOG_LIMIT
        with self.log.open("wb" if is_full else "ab") as log:
            return subprocess.Popen(  # noqa: S603  (a list of our own, no shell)
                [programs() / "bin" / "postgres", "-D", self.data, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=environment(),
                start_new_session=True,
                **account.process_options(),
            )

    def _wait_until_ready(self, process: "subprocess.Popen[bytes]") -> None:
        deadline = time.monotonic() + _START_SECONDS
        while self._postmaster() is None:
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                last = _last_line(self.log.read_text(errors="replace"))
                raise EmbeddedPostgresError(f"The embedded PostgreSQL did not start ({self.log}): {last}")
            time.sleep(0.02)
        process.returncode = 0  # it outlives us: prevents Popen's warning about a running child

    def _postmaster(self) -> psutil.Process | None:
        """Return the server from `postmaster.pid` (line 1: process id, line 8: `ready`) if it accepts connections."""
        lines = self._pid_file()
        if len(lines) < 8 or lines[7].strip() != "ready":
            return None
        try:
            process = psutil.Process(int(lines[0]))
        except (ValueError, psutil.NoSuchProcess):
            return None
        return process if self._is_ours(process) else None

    def _pid_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _processes(self) -> list[psutil.Process]:
        """Return the processes of this cluster, the server first, even when its data folder has been deleted."""
        processes = [process for process in psutil.process_iter() if self._is_ours(process)]
        return sorted(processes, key=lambda process: not _is_server(process))

    def _is_ours(self, process: psutil.Process) -> bool:
        """Return whether it is a postgres process in this data folder (another program may reuse an id)."""
        try:
            if process.name() != "postgres" or process.status() == psutil.STATUS_ZOMBIE:
                return False
            place = os.path.realpath(self.data)
            return process.cwd().removesuffix(" (deleted)") == place or str(self.data) in process.cmdline()
        except psutil.Error:
            return False

    def _ensure_database(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True, connect_timeout=10) as connection:
            row = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.database]).fetchone()
            if row is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.database)))

    def _socket_folder(self) -> Path:
        """Return the data folder, which only its owner may enter, or a temporary folder where that path is unsuitable.

        Systems limit the length of a socket's path, and PostgreSQL's clients read a comma in it as two hosts.
        """
        path = os.fsencode(self.data / _SOCKET_NAME)
        if len(path) <= _SOCKET_LIMIT and not set(path) & set(b',"'):
            return self.data
        name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"kototori-{name}"

    def _socket(self) -> Path:
        return self._socket_folder() / _SOCKET_NAME


def _own_socket_folder(folder: Path, account: ServerAccount) -> None:
    """Create the folder, or refuse one that isn't ours: its name is predictable and everybody may write beside it."""
    if not folder.exists():
        account.own(folder)
    state = folder.lstat()
    if state.st_uid != account.uid or folder.is_symlink():
        raise EmbeddedPostgresError(
            f"{folder} belongs to another user: remove it, or use a checkout with a shorter path."
        )
    folder.chmod(0o700)


def _is_server(process: psutil.Process) -> bool:
    try:
        return "-D" in process.cmdline()
    except psutil.Error:
        return False


def _end(processes: list[psutil.Process], number: signal.Signals, seconds: float) -> bool:
    """Signal the processes and wait for their end; True if some still run. SIGINT goes to the server alone."""
    for process in processes[:1] if number == signal.SIGINT else processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(number)
    return bool(psutil.wait_procs(processes, timeout=seconds)[1])


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing."
