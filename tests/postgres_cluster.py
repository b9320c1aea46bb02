"""Test databases: templates are built once and then copied, which takes a fraction of a second.

A template has a name, a function that fills an empty database (or a copy of the parent template), and the files that
decide the result. It is built again when one of them changes. Each run removes what killed runs have left.
"""

import contextlib
import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg
from psycopg import sql

from kototori import ROOT
from kototori.development.embedded_postgres import VAR, Cluster

_PREFIX = "kototori_test"
#: Number of versions of a template to keep, so that runs with different code don't drop each other's.
_KEPT_VERSIONS = 3

#: Settings for speed; the data may be lost in a crash.
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "2GB",
    "max_connections": "300",
}


@dataclass(frozen=True)
class Template:
    """A prepared database. Its content depends on `inputs` (globs below the checkout) and `stamp` (such as a date)."""

    name: str
    build: Callable[[], None]
    inputs: tuple[str, ...]
    parent: "Template | None" = None
    stamp: str = ""

    def database(self) -> str:
        """Return the name of the database, which changes with every input."""
        return f"{_PREFIX}_template_{self.name}_{self.fingerprint()}"

    def fingerprint(self) -> str:
        """Return a digest of the inputs and of the parent's."""
        digest = hashlib.sha256(f"{self.parent.fingerprint() if self.parent else ''} {self.stamp}".encode())
        files = {path for pattern in self.inputs for path in ROOT.glob(pattern) if path.is_file()}
        for path in sorted(files):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:12]


class TestDatabases:
    """Creates, copies and drops databases in the cluster of the tests, or on the server of TEST_DATABASE_URL."""

    __test__ = False

    def __init__(self) -> None:
        self._cluster = Cluster(VAR / "test-postgres", database=_PREFIX, settings=_SETTINGS, durable=False)
        self._external_url = os.environ.get("TEST_DATABASE_URL", "")
        self._users = contextlib.ExitStack()
        self._copies = 0
        self._server = ""

    def start(self) -> None:
        """Start the server for the life of this process, and drop the copies of dead runs."""
        if self._external_url:
            self._server = self._external_url
        else:
            self._users.enter_context(_shared_lock(VAR / "test-postgres.users"))
            self._server = self._cluster.ensure_running()
        self._remove_copies_of_dead_runs()

    def stop(self) -> None:
        """Drop the copies of this process. The last run that uses the embedded server stops it."""
        self._remove_copies_of_dead_runs(also=os.getpid())
        self._users.close()
        if not self._external_url and (lock := _exclusive_lock(VAR / "test-postgres.users")) is not None:
            with lock:
                self._cluster.stop()

    def url(self, database: str) -> str:
        """Return the URL of a database on the same server."""
        return urlunsplit(urlsplit(self._server)._replace(path=f"/{database}"))

    def prepare(self, template: Template, use: Callable[[str], None]) -> str:
        """Return the name of the template's database and build it if it is missing. `use` switches Django to a URL."""
        name = template.database()
        if self._exists(name):
            return name
        parent = self.prepare(template.parent, use) if template.parent else "template1"
        with _shared_lock(VAR / "test-templates" / f"{name}.lock", exclusive=True):
            if not self._exists(name):
                self._build(template, parent, name, use)
                self._remove_old_versions(template)
        return name

    def copy(self, template_database: str) -> str:
        """Create a copy and return its name, which has the id of this process, so that a later run can drop it."""
        self._copies += 1
        name = f"{_PREFIX}_copy_{os.getpid()}_{self._copies}"
        self._create(name, template_database)
        return name

    def drop(self, database: str) -> None:
        """Drop a database and disconnect its clients."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))

    def _build(self, template: Template, parent: str, name: str, use: Callable[[str], None]) -> None:
        """Fill a copy of the parent and rename it when it is complete, so that an incomplete one is never used."""
        unfinished = self.copy(parent)
        use(self.url(unfinished))
        template.build()
        use(self.url("postgres"))
        with psycopg.connect(self.url(unfinished), autocommit=True) as connection:
            connection.execute("ANALYZE")
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        self._execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))

    def _remove_old_versions(self, template: Template) -> None:
        """Drop the oldest versions; `_names` returns databases in the order of creation."""
        names = self._names(f"{_PREFIX}_template_{template.name}_%")
        for old in names[:-_KEPT_VERSIONS]:
            with contextlib.suppress(psycopg.Error):
                self.drop(old)

    def _remove_copies_of_dead_runs(self, also: int = 0) -> None:
        for name in self._names(f"{_PREFIX}_copy_%"):
            pid = int(name.split("_")[3])
            if pid == also or not psutil.pid_exists(pid):
                with contextlib.suppress(psycopg.Error):
                    self.drop(name)

    def _create(self, name: str, source: str) -> None:
        """Copy a database by its files. Retry for a few seconds while the source still has a client."""
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        for retries in range(50, -1, -1):
            try:
                self._execute(command.format(sql.Identifier(name), sql.Identifier(source)))
                return
            except psycopg.errors.ObjectInUse:
                if not retries:
                    raise
                time.sleep(0.1)

    def _exists(self, name: str) -> bool:
        return name in self._names(name)

    def _names(self, pattern: str) -> list[str]:
        """Return the names of the matching databases, in the order of creation (PostgreSQL's oid)."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            rows = connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid", [pattern.replace("_", r"\_")]
            )
            return [str(row[0]) for row in rows]

    def _execute(self, command: sql.Composed) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(command)


@contextlib.contextmanager
def _shared_lock(path: Path, *, exclusive: bool = False) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)
        yield


def _exclusive_lock(path: Path) -> contextlib.AbstractContextManager[object] | None:
    """Return the lock, now held, or None if another process holds it."""
    lock = path.open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock
