"""Advisory locks of PostgreSQL, held until the surrounding transaction ends."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

#: Key of the lock; unique in the project.
_PAGE_TREE = 7_204_001


def lock_page_tree() -> None:
    """Let one transaction at a time add or move pages near the root: concurrent ones would compute equal paths.

    Adding an organisation's or an article's page below its own parent needs no lock. Raises
    ``TransactionManagementError`` outside a transaction.
    """
    _lock(_PAGE_TREE)


def lock_names(*names: str) -> None:
    """Let one transaction at a time, of all processes, go on with each of these names; always in the same order.

    Raises ``TransactionManagementError`` outside a transaction.
    """
    _lock(*sorted(_number_of(name) for name in names))


@contextmanager
def names_locked(*names: str) -> Iterator[None]:
    """The same for what is inside, in a transaction. Within another one the locks last until that ends."""
    with transaction.atomic():
        lock_names(*names)
        yield


def _number_of(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode(errors="surrogatepass")).digest()[:8], signed=True)


def _lock(*numbers: int) -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A lock of the database lasts for a transaction: begin one first.")
    with connection.cursor() as cursor:
        for number in numbers:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
