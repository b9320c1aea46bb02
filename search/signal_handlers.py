"""Receivers of signals of the apps below."""

from collections.abc import Callable
from typing import Any

from django.dispatch import receiver

from listings.signals import pool_loaded
from search import outbox
from search.indexer import BATCH, LARGE_BATCH, drain_outbox

#: Records from which on large batches are used, although all documents of one have the same time of change.
_LARGE_POOL = 2000


@receiver(pool_loaded)
def index_what_was_loaded(progress: Callable[[str, int, int], None], **kwargs: Any) -> None:
    """Index a pool when it is loaded, instead of leaving it to the worker."""
    waiting = outbox.waiting()
    if waiting:
        size = BATCH if waiting < _LARGE_POOL else LARGE_BATCH
        progress("indexing", 0, waiting)
        drain_outbox(batch_size=size, progress=lambda done: progress("indexing", done, max(done + 1, waiting)))
        progress("indexing", waiting, waiting)
