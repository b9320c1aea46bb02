"""The set-up of a database: migrations, the data of every installation, and the demo pool the first time.

Steps that are done are skipped, so that a second start takes seconds.
"""

import hashlib
import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Now

from kototori import APPS, ROOT
from kototori.demo.accounts import allows_demo
from kototori.models import PreparationStep
from regions.periodic import run_all, steps
from regions.registry import Registry
from search.index_status import is_of_older_version
from search.reconciliation import rebuild

#: Lets one set-up of a database run at a time (`make run` may be started twice). The number is arbitrary.
_ADVISORY_LOCK = 7_130_552

#: Writes one line of progress for people.
Write = Callable[[str], object]


class PreparationError(Exception):
    """The set-up can't go on. The message is one sentence for people."""


@dataclass(frozen=True)
class Load:
    """A command that loads data. It runs when one of its `inputs` (globs) has changed; with `only_once`, only once.

    A load with `is_demo` never runs in production.
    """

    command: str
    label: str
    inputs: tuple[str, ...]
    only_once: bool = False
    is_demo: bool = False

    def fingerprint(self) -> str:
        """Return a digest of the inputs: their paths and contents."""
        digest = hashlib.sha256()
        for path in sorted({path for pattern in self.inputs for path in ROOT.glob(pattern) if path.is_file()}):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()


LOADS = (
    Load(
        "load_municipalities",
        "Loading municipalities and areas",
        ("regions/data/*", "regions/actions/load_municipalities.py"),
    ),
    Load(
        "load_concepts",
        "Loading themes, target groups and other concepts",
        ("listings/data/concepts.json", "listings/concept_data.py", "listings/actions/load_concepts.py"),
    ),
    Load(
        "refresh_portals",
        "Giving the portals what this version adds",
        ("*/portal_parts.py", "*/*/portal_parts.py", "regions/actions/*.py"),
    ),
    Load(
        "clean_uploads",
        "Removing metadata from stored pictures",
        ("regions/uploads/*.py", "regions/document_links.py", "regions/actions/clean_uploads.py"),
    ),
    Load("confirm_addresses", "Confirming the addresses of accounts", ("editorial/accounts/confirmed_addresses.py",)),
    Load("load_demo", "Loading the demo pool (a minute at most)", (), only_once=True, is_demo=True),
    Load("load_demo_articles", "Loading the demo's articles", ("site/kototori/demo/article*.py",), is_demo=True),
)


def prepare(write: Write, *, verbosity: int = 1) -> None:
    """Bring the database up to date, writing a line about each slow step.

    It may run again, and in two processes at once. Raises `PreparationError`.
    """
    reset_outdated(write)
    with _locked():
        migrate(write)
        call_command("createcachetable", verbosity=0)
        for load in LOADS:
            if not load.is_demo or (allows_demo() and apps.is_installed("kototori.demo")):
                run_load(load, write, verbosity)
        drain(write)
        rebuild_older_index(write)


@dataclass(frozen=True)
class DatabaseReset:
    """How databases of one kind are emptied when their version is too old.

    `applies` says whether the current database is of this kind. `reset` gets a function that says whether the reset is
    still needed, because another process may have done it meanwhile.
    """

    applies: Callable[[], bool]
    reset: Callable[[Callable[[], bool]], None]


#: A database that no reset applies to is never changed: it is a user's.
resets: Registry[DatabaseReset] = Registry("database reset")


def reset_outdated(write: Write) -> None:
    """Reset a database with removed migrations where that is allowed, else raise `PreparationError`."""
    names = removed_migrations()
    if not names:
        return
    summary = f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else names[0]
    for reset in resets.entries():
        if reset.applies():
            write(f"The embedded database is of another version: it has migrations that are gone ({summary}).")
            write("It is made anew, and the demo is loaded again.")
            reset.reset(lambda: bool(removed_migrations()))
            return
    raise PreparationError(
        f"The database is of another version: it has migrations that are gone ({summary}). Nothing was changed: "
        "make a new database and name it in DATABASE_URL."
    )


def removed_migrations() -> list[str]:
    """Return the migrations of our apps that are applied here but not in this version, such as `search.0003_counts`."""
    loader = MigrationLoader(connection, load=False)
    loader.load_disk()
    known = set(loader.disk_migrations).union(*(migration.replaces for migration in loader.disk_migrations.values()))
    labels = {app.label for app in apps.get_app_configs() if app.name.partition(".")[0] in {*APPS, "kototori"}}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in labels and (app, name) not in known)


def migrate(write: Write) -> None:
    """Apply the unapplied migrations, if there are any."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    with _timed(f"Applying {len(plan)} migrations", write):
        call_command("migrate", interactive=False, no_color=True, stdout=_MigrationProgress(len(plan), write))


def run_load(load: Load, write: Write, verbosity: int) -> bool:
    """Run the load's command unless it is done in this database. False if it was skipped."""
    fingerprint = load.fingerprint()
    step = PreparationStep.objects.filter(name=load.command).first()
    if step is not None and (load.only_once or step.fingerprint == fingerprint):
        return False
    with _timed(load.label, write):
        call_command(load.command, verbosity=verbosity)
    PreparationStep.objects.update_or_create(name=load.command, defaults={"fingerprint": fingerprint, "done_at": Now()})
    return True


def rebuild_older_index(write: Write) -> None:
    """Build the read model anew if it is of an older version of ours: search and order depend on it."""
    if is_of_older_version():
        start = time.monotonic()
        write("The index is of an older version: it is built anew.")
        rebuild()
        write(f"Built the index ({time.monotonic() - start:.1f} s).")


def drain(write: Write) -> None:
    """Run the background steps, such as the indexing of new data, until nothing waits. Raises `PreparationError`."""
    start, total = time.monotonic(), 0
    while True:
        outcomes = run_all(steps)
        failures = [f"{outcome.name} ({outcome.error})" for outcome in outcomes if outcome.error]
        if failures:
            raise PreparationError(f"The background work failed: {', '.join(failures)}.")
        count = sum(outcome.done for outcome in outcomes)
        if not count:
            break
        total += count
    if total:
        write(f"Indexed what had changed ({total} records, {time.monotonic() - start:.1f} s).")


class _MigrationProgress(io.TextIOBase):
    """An output stream for `migrate` that writes a count now and then instead of two hundred names."""

    def __init__(self, total: int, write: Write) -> None:
        self._total, self._write_line, self._done = total, write, 0

    def write(self, text: str) -> int:
        if "Applying " in text:
            self._done += 1
            if self._done % 50 == 0:
                self._write_line(f"  {self._done} of {self._total}")
        return len(text)


@contextmanager
def _locked() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_ADVISORY_LOCK])


@contextmanager
def _timed(label: str, write: Write) -> Iterator[Any]:
    write(f"{label} …")
    start = time.monotonic()
    yield
    write(f"  done in {time.monotonic() - start:.1f} s.")
