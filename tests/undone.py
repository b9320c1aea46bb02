"""Cases of one test on the same data: what one of them writes is taken back before the next begins."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db import transaction


@contextlib.contextmanager
def undone() -> Iterator[None]:
    """Take back at the end what is written within. For tests that roll back themselves (``django_db`` as it is)."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
