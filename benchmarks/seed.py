"""Databases for benchmarks: one per size, in a cluster of their own in ``var/``, kept for the next run.

A database's name has a digest of what decides its content, and the week, since dates in a pool get old.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
from psycopg import sql

from kototori import ROOT
from kototori.development.embedded_postgres import VAR, Cluster

SEED = 1
_INPUTS = (
    "benchmarks/generated_pool/*.py",
    "benchmarks/data/*",
    "listings/data/*",
    "regions/data/*",
    "search/documents/*.py",
    "search/analysis/*.py",
    "search/migrations/*.py",
)


def cluster() -> Cluster:
    return Cluster(VAR / "benchmarks" / "postgres", database="postgres")


def database_for(size: int) -> tuple[str, float]:
    """Return the address of a database with so many activities, and the seconds for filling it (0 if it existed)."""
    server = cluster()
    server.ensure_running()
    name = f"pool_{size}_{_fingerprint()}"
    url = server.url(name)
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        names = [row[0] for row in connection.execute("SELECT datname FROM pg_database")]
        if name in names:
            _update(url)
            return url, 0.0
        for outdated in [existing for existing in names if existing.startswith((f"pool_{size}_", f"making_{size}"))]:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(outdated)))
        making = f"making_{size}"
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
        seconds = _fill(server.url(making), size)
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(making), sql.Identifier(name))
        )
    return url, seconds


def _update(url: str) -> None:
    """Bring a database to the code's state; do nothing if it is."""
    for command in ("migrate", "createcachetable", "load_municipalities", "load_concepts", "open_demo_portals"):
        manage(url, command, quiet=True)


def _fill(url: str, size: int) -> float:
    """Open the portals and generate the pool; return the seconds for the pool, including its indexing."""
    _update(url)
    began = time.monotonic()
    manage(url, "generate_pool", "--activities", str(size), "--seed", str(SEED))
    seconds = time.monotonic() - began
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return seconds


def manage(url: str, *command: str, quiet: bool = False) -> None:
    """Run a command of the site on a database."""
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    output = subprocess.DEVNULL if quiet else None
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, stdout=output, check=True)


def _fingerprint() -> str:
    year, week, _weekday = datetime.datetime.now().astimezone().isocalendar()
    digest = hashlib.sha256(f"{SEED} {year} {week}".encode())
    files: set[Path] = {path for pattern in _INPUTS for path in ROOT.glob(pattern) if path.is_file()}
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
