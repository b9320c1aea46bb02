"""The two sides of a comparison: each is a tree of files with a database of its own and a snapshot of its responses.

Both run in this environment, at the same moment, with one embedded PostgreSQL below `var/same/`. The snapshot of a
commit is cached, by the commit and a digest of the requests and of the code that sends them.
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

#: A Monday morning in Helsinki. It must be in the past: no row may be newer than the database's own clock.
MOMENT = "2026-03-02T10:00:00+02:00"
PLACE = VAR / "same"
JUDGED_QUERIES = "judged_queries.json"

_HERE = Path(__file__).resolve().parent
_COLLECTOR = _HERE / "collect.py"

Snapshot = dict[str, Any]


class ComparisonError(Exception):
    """The comparison can't be made. The message is one sentence for people."""


@dataclass(frozen=True)
class Side:
    """A tree of files, and the name of its database."""

    name: str
    tree: Path

    def snapshot(self, cluster: Cluster) -> Snapshot:
        """Fill a new database, send all requests and return the snapshot. Raises `ComparisonError`."""
        folder = PLACE / self.name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        environment = self._environment(_new_database(cluster, f"same_{self.name}"), folder)
        requests, responses = folder / "requests.json", folder / "responses.json"
        requests.write_text(json.dumps(_plan(), ensure_ascii=False), encoding="utf-8")
        collect = [str(_COLLECTOR), "prepare", MOMENT, str(folder / "media")]
        self._run(["manage.py", "compile_catalogues"], environment)
        self._run(collect, environment)
        collect[1] = "ask"
        self._run([*collect, str(requests), str(responses)], environment)
        snapshot: Snapshot = json.loads(responses.read_text(encoding="utf-8"))
        return snapshot

    def _environment(self, url: str, folder: Path) -> dict[str, str]:
        variables = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return variables | {
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "kototori.settings.test",
            "KOTOTORI_VAR": str(folder),
            "PYTHONHASHSEED": "0",
            "PYTHONPATH": os.pathsep.join([str(self.tree / "site"), str(self.tree)]),
        }

    def _run(self, command: list[str], environment: dict[str, str]) -> None:
        log = PLACE / f"{self.name}.log"
        with log.open("w", encoding="utf-8") as out:
            result = subprocess.run(
                [sys.executable, *command], cwd=self.tree, env=environment, stdout=out, stderr=out, check=False
            )
        if result.returncode:
            last = (log.read_text(encoding="utf-8").strip().splitlines() or ["it said nothing."])[-1]
            raise ComparisonError(f"The {self.name} side failed ({log}): {last}")


@contextmanager
def postgres() -> Iterator[Cluster]:
    """Run the PostgreSQL of both sides for a `with` block. Its data may be lost. Raises `ComparisonError`."""
    settings = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    cluster = Cluster(PLACE / "postgres", database="postgres", settings=settings, durable=False)
    try:
        cluster.ensure_running()
        yield cluster
    except EmbeddedPostgresError as error:
        raise ComparisonError(str(error)) from None
    finally:
        cluster.stop()


def commit_of(name: str) -> str:
    """Return the full hash of a commit. Raises `ComparisonError` if there is none of this name."""
    result = _git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if result.returncode:
        raise ComparisonError(f"{name!r} is no commit here: say BASE= with a commit, a branch or a tag.")
    return result.stdout.decode().strip()


def base_side(commit: str) -> Side:
    """Return the side of a commit, after its files have been extracted below `var/same/`."""
    tree = PLACE / f"base-{commit[:12]}"
    if not tree.is_dir():
        unfinished = tree.with_name(f"{tree.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        archive = _git("archive", commit)
        subprocess.run(["tar", "-x", "-C", unfinished], input=archive.stdout, check=True)
        unfinished.rename(tree)
    return Side("base", tree)


def tree_side() -> Side:
    """Return the side of the files in this checkout, committed or not."""
    return Side("tree", ROOT)


def cached_snapshot(commit: str) -> Path:
    """Return the cache file of a commit's snapshot. It is valid for the same requests, sent by the same code."""
    digest = hashlib.sha256(json.dumps(_plan(), sort_keys=True).encode())
    for path in (_COLLECTOR, Path(__file__), _judged_queries()):
        digest.update(path.read_bytes())
    return PLACE / f"base-{commit[:12]}-{digest.hexdigest()[:12]}.json"


def _plan() -> dict[str, Any]:
    """Return the input of the collector."""
    return {
        "requests": [request.as_data() for request in request_list.all_requests()],
        "names_from": request_list.NAMES_FROM,
        "days_later": request_list.DAYS_LATER,
        "commands": [["evaluate_search", "--json", "--queries", str(_judged_queries())]],
    }


def _judged_queries() -> Path:
    """Return this tree's file of judged queries, which both sides get, so that they evaluate the same queries."""
    files = sorted(ROOT.glob(f"*/data/{JUDGED_QUERIES}"))
    if not files:
        raise ComparisonError(f"There is no {JUDGED_QUERIES} in the folder data of any app.")
    return files[0]


def _new_database(cluster: Cluster, name: str) -> str:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return cluster.url(name)


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
