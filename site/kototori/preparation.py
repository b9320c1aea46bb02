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

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models.functions import Now

from kototori import ROOT
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
    with _alone():
        migrate(say)
        for load in LOADS:
            if allows_demo() or not load.is_demo:
                run_load(load, say, verbosity)
        drain(say)


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
