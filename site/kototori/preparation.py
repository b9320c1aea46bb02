"""The set-up of a database: migrations, what every installation has, and the demo pool the first time.

Each step is skipped when it has been done, so that a second start takes seconds.
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

#: Keeps two set-ups of one database (`make run` twice) from doing the same at once; any number will do.
_ADVISORY_LOCK = 7_130_552

Say = Callable[[str], object]


class PreparationError(Exception):
    """The set-up can't go on; the message says why in one sentence."""


@dataclass(frozen=True)
class Load:
    """A command that loads something: run when one of its `inputs` changed, or with `only_once` just the first time.

    `is_demo`: never in production.
    """

    command: str
    says: str
    inputs: tuple[str, ...]
    only_once: bool = False
    is_demo: bool = False

    def fingerprint(self) -> str:
        """Return a digest of the files that the command reads."""
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
    Load("load_demo", "Loading the demo pool (a minute at most)", (), only_once=True, is_demo=True),
    Load("load_demo_articles", "Loading the demo's articles", ("site/kototori/demo/article*.py",), is_demo=True),
)


def prepare(say: Say, *, verbosity: int = 1) -> None:
    """Bring the database up to date, telling `say` what takes time. Safe to run again, and twice at once."""
    renew_older(say)
    with _alone():
        migrate(say)
        for load in LOADS:
            if allows_demo() or not load.is_demo:
                run_load(load, say, verbosity)
        drain(say)


@dataclass(frozen=True)
class Renewal:
    """How databases of one kind are made anew. `renew` is given what says whether it still has to be done."""

    is_for_this: Callable[[], bool]
    renew: Callable[[Callable[[], bool]], None]


_renewals: list[Renewal] = []


def register_renewal(renewal: Renewal) -> None:
    """Let databases of before be made anew. Without one they are somebody's own, and stay as they are."""
    _renewals.append(renewal)


def renew_older(say: Say) -> None:
    """Meet a database whose migrations are gone: make it anew where that is allowed, else raise `PreparationError`."""
    gone = gone_migrations()
    if not gone:
        return
    named = f"{gone[0]} and {len(gone) - 1} more" if len(gone) > 1 else gone[0]
    for renewal in _renewals:
        if renewal.is_for_this():
            say(f"The embedded database is of another version: it has migrations that are gone ({named}).")
            say("It is made anew, and the demo is loaded again.")
            renewal.renew(lambda: bool(gone_migrations()))
            return
    raise PreparationError(
        f"The database is of another version: it has migrations that are gone ({named}). Nothing was changed: "
        "make a new database and name it in DATABASE_URL."
    )


def gone_migrations() -> list[str]:
    """Migrations of our apps that this database has had and this version lacks, such as `search.0003_counts`."""
    loader = MigrationLoader(connection, load=False)
    loader.load_disk()
    there = set(loader.disk_migrations).union(*(one.replaces for one in loader.disk_migrations.values()))
    ours = {app.label for app in apps.get_app_configs() if app.name.partition(".")[0] in {*APPS, "kototori"}}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in ours and (app, name) not in there)


def migrate(say: Say) -> None:
    """Apply the missing migrations, if there are any."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    with _timed(f"Applying {len(plan)} migrations", say):
        call_command("migrate", interactive=False, no_color=True, stdout=_Counter(len(plan), say))


def run_load(load: Load, say: Say, verbosity: int) -> bool:
    """Run a command unless this database has had it. False if it was skipped."""
    fingerprint = load.fingerprint()
    earlier = PreparationStep.objects.filter(name=load.command).first()
    if earlier is not None and (load.only_once or earlier.fingerprint == fingerprint):
        return False
    with _timed(load.says, say):
        call_command(load.command, verbosity=verbosity)
    PreparationStep.objects.update_or_create(name=load.command, defaults={"fingerprint": fingerprint, "done_at": Now()})
    return True


def drain(say: Say) -> None:
    """Do the background steps that wait, such as indexing what was just loaded, until nothing is left."""
    began, total = time.monotonic(), 0
    while True:
        outcomes = run_all(steps)
        failed = [f"{outcome.name} ({outcome.error})" for outcome in outcomes if outcome.error]
        if failed:
            raise PreparationError(f"The background work failed: {', '.join(failed)}.")
        done = sum(outcome.done for outcome in outcomes)
        if not done:
            break
        total += done
    if total:
        say(f"Indexed what had changed ({total} records, {time.monotonic() - began:.1f} s).")


class _Counter(io.TextIOBase):
    """Stands in for the output of `migrate`, and tells how far it is instead of two hundred names."""

    def __init__(self, total: int, say: Say) -> None:
        self._total, self._say, self._done = total, say, 0

    def write(self, text: str) -> int:
        if "Applying " in text:
            self._done += 1
            if self._done % 50 == 0:
                self._say(f"  {self._done} of {self._total}")
        return len(text)


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_ADVISORY_LOCK])


@contextmanager
def _timed(what: str, say: Say) -> Iterator[Any]:
    say(f"{what} …")
    began = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - began:.1f} s.")
