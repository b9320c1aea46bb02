"""Two processes and many writers at once: no answer is staler than the commit before its question."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from kototori import ROOT
from regions.models import Portal
from search.engines.columns.engine import ColumnsEngine
from search.models import ListingDocument
from search.query import SearchQuery
from tests.postgres_cluster import TestDatabases
from tests.search.documents import make_document
from tests.shares import PROVES

#: A process that says for each id that it is given whether the search finds it.
_ASKING = """
import sys, uuid
import django
django.setup()
from django.utils import timezone
from regions.models import Portal
from search.engines.columns.engine import ColumnsEngine
from search.query import SearchQuery
portal = Portal.objects.get(slug="kototori")
print("ready", flush=True)
for line in sys.stdin:
    query = SearchQuery.from_parameters({}, portal=portal, language="fi", now=timezone.now(), strict=True)
    print(uuid.UUID(line.strip()) in ColumnsEngine().ids(query), flush=True)
"""


class OtherProcess:
    """Asks the search in another process, for one thread at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process, self._lock = process, threading.Lock()
        self.read()

    def read(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def finds(self, key: uuid.UUID) -> bool:
        assert self._process.stdin is not None
        with self._lock:
            self._process.stdin.write(f"{key}\n")
            self._process.stdin.flush()
            return self.read() == "True"


@pytest.fixture
def other_process(open_portals: None, database_server: TestDatabases) -> Iterator[OtherProcess]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kototori.settings.dev",
        "DATABASE_URL": database_server.url(str(connection.settings_dict["NAME"])),
        "PYTHONPATH": "site",
    }
    command = [sys.executable, "-c", _ASKING]
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield OtherProcess(process)
        process.kill()


@pytest.mark.exhaustive
@pytest.mark.django_db(transaction=True)
def test_each_writer_finds_its_write_at_once_in_both_processes(national: Portal, other_process: OtherProcess) -> None:
    until = timezone.localdate()

    def finds(key: uuid.UUID) -> bool:
        query = SearchQuery.from_parameters({}, portal=national, language="fi", now=timezone.now(), strict=True)
        return key in ColumnsEngine().ids(query)

    def write(number: int) -> list[Any]:
        try:
            with transaction.atomic():
                written = make_document(national, f"Kerho {number}", sequence=number + 1, public_until=until).pk
            seen = [finds(written), other_process.finds(written)]
            with transaction.atomic():
                ListingDocument.objects.filter(pk=written).delete()
            return [*seen, finds(written), other_process.finds(written)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=20) as threads:
        answers = list(threads.map(write, range(200 if PROVES else 60)))
    assert answers == [[True, True, False, False]] * len(answers)
