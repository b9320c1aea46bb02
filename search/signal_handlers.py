"""Receivers of signals of the apps below."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import connection
from django.dispatch import receiver

from listings.models import Organisation
from listings.signals import pool_loaded
from search import outbox
from search.indexer import LARGE_BATCH, drain_outbox, index_waiting
from search.processes import in_processes

#: Records from which on large batches and two processes are used, although all documents of a batch have the same time
#: of change.
_LARGE_POOL = 2000
_PROCESSES = 2

Progress = Callable[[str, int, int], None]


@receiver(pool_loaded)
def index_what_was_loaded(progress: Progress, **kwargs: Any) -> None:
    """Index a pool when it is loaded, instead of leaving it to the worker."""
    waiting = outbox.waiting()
    if waiting:
        progress("indexing", 0, waiting)
        if waiting >= _LARGE_POOL:
            _index_large_pool(progress)
        drain_outbox(progress=lambda done: progress("indexing", min(done, waiting - 1), waiting))
        progress("indexing", waiting, waiting)


def _index_large_pool(progress: Progress) -> None:
    """Index all that waits, organisations first: what depends on them waits anyway.

    An organisation waits again when a listing of it has been indexed for the first time.
    """
    while len(records := outbox.ready_records()) >= _LARGE_POOL:
        organisations = set(Organisation.objects.values_list("pk", flat=True))
        for of_organisations in (True, False):
            _index_parts([key for key in records if (key in organisations) == of_organisations], progress)


def _index_parts(records: list[UUID], progress: Progress) -> None:
    parts = [records[start : start + LARGE_BATCH] for start in range(0, len(records), LARGE_BATCH)]
    processes = 1 if connection.in_atomic_block else _PROCESSES
    for number, _changed in enumerate(in_processes(index_waiting, parts, processes)):
        progress("indexing", number * LARGE_BATCH, len(records))
