"""The two sides of a comparison: a tree of files each, a database each, and the answers that they give.

Both run in this environment, at the same moment, against one embedded PostgreSQL below `var/same/`. The answers of a
commit are kept, by the commit, the moment, and what is asked how.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from kototori import ROOT
from kototori.development.comparison import request_list
from kototori.development.embedded_postgres import VAR, Cluster, EmbeddedPostgresError

#: A Monday morning in Helsinki. It is in the past, so that nothing is later than the database's own clock.
MOMENT = "2026-03-02T10:00:00+02:00"
PLACE = VAR / "same"
JUDGED_QUERIES = "judged_queries.json"

_HERE = Path(__file__).resolve().parent
_COLLECTOR = _HERE / "collect.py"

Snapshot = dict[str, Any]


class ComparisonError(Exception):
    """The comparison can't be made; the message says why in one sentence."""


@dataclass(frozen=True)
class Side:
    """One tree of files, and the name of its database."""

    name: str
    tree: Path

    def snapshot(self, cluster: Cluster) -> Snapshot:
        """Fill a new database and ask everything. Raises `ComparisonError`."""
        own = PLACE / self.name
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir(parents=True)
        environment = self._environment(_new_database(cluster, f"same_{self.name}"), own)
        asked, answers = own / "questions.json", own / "answers.json"
        asked.write_text(json.dumps(_asked(), ensure_ascii=False), encoding="utf-8")
        collect = [str(_COLLECTOR), "prepare", MOMENT, str(own / "media")]
        self._run(["manage.py", "compile_catalogues"], environment)
        self._run(collect, environment)
        collect[1] = "ask"
        self._run([*collect, str(asked), str(answers)], environment)
        made: Snapshot = json.loads(answers.read_text(encoding="utf-8"))
        return made

    def _environment(self, url: str, own: Path) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return kept | {
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "kototori.settings.test",
            "KOTOTORI_VAR": str(own),
            "PYTHONHASHSEED": "0",
            "PYTHONPATH": os.pathsep.join([str(self.tree / "site"), str(self.tree)]),
        }

    def _run(self, command: list[str], environment: dict[str, str]) -> None:
        log = PLACE / f"{self.name}.log"
        with log.open("w", encoding="utf-8") as out:
            done = subprocess.run(
                [sys.executable, *command], cwd=self.tree, env=environment, stdout=out, stderr=out, check=False
            )
        if done.returncode:
            last = (log.read_text(encoding="utf-8").strip().splitlines() or ["it said nothing."])[-1]
            raise ComparisonError(f"The {self.name} side failed ({log}): {last}")


@contextmanager
def postgres() -> Iterator[Cluster]:
    """The PostgreSQL of both sides, while it is needed. Its data may be lost. Raises `ComparisonError`."""
    quick = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    cluster = Cluster(PLACE / "postgres", database="postgres", settings=quick, durable=False)
    try:
        cluster.ensure_running()
        yield cluster
    except EmbeddedPostgresError as error:
        raise ComparisonError(str(error)) from None
    finally:
        cluster.stop()


def commit_of(name: str) -> str:
    """The full number of a commit. Raises `ComparisonError` where there is none of this name."""
    done = _git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if done.returncode:
        raise ComparisonError(f"{name!r} is no commit here: say BASE= with a commit, a branch or a tag.")
    return done.stdout.decode().strip()


def base_side(commit: str) -> Side:
    """The side of a commit, its files written out below `var/same/`."""
    tree = PLACE / f"base-{commit[:12]}"
    if not tree.is_dir():
        unfinished = tree.with_name(f"{tree.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        files = _git("archive", commit)
        subprocess.run(["tar", "-x", "-C", unfinished], input=files.stdout, check=True)
        unfinished.rename(tree)
    return Side("base", tree)


def tree_side() -> Side:
    """The side of the files as they are now."""
    return Side("tree", ROOT)


def kept_snapshot(commit: str) -> Path:
    """Where the answers of a commit are kept: they are good as long as the same is asked in the same way."""
    digest = hashlib.sha256(json.dumps(_asked(), sort_keys=True).encode())
    for path in (_COLLECTOR, Path(__file__), _judged_queries()):
        digest.update(path.read_bytes())
    return PLACE / f"base-{commit[:12]}-{digest.hexdigest()[:12]}.json"


def _asked() -> dict[str, Any]:
    """Everything that the collector has to know."""
    return {
        "questions": [question.as_data() for question in request_list.questions()],
        "names_from": request_list.NAMES_FROM,
        "days_later": request_list.DAYS_LATER,
        "commands": [["evaluate_search", "--json", "--queries", str(_judged_queries())]],
    }


def _judged_queries() -> Path:
    """This tree's file, for both sides: the questions must be the same."""
    found = sorted(ROOT.glob(f"*/data/{JUDGED_QUERIES}"))
    if not found:
        raise ComparisonError(f"There is no {JUDGED_QUERIES} in the folder data of any app.")
    return found[0]


def _new_database(cluster: Cluster, name: str) -> str:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return cluster.url(name)


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
