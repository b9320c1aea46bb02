"""Advisory locks of PostgreSQL, held until the surrounding transaction ends."""

from django.db import connection, transaction

#: Key of the lock; unique in the project.
_PAGE_TREE = 7_204_001


def lock_page_tree() -> None:
    """Let one transaction at a time add or move pages near the root: concurrent ones would compute equal paths.

    Adding an organisation's or an article's page below its own parent needs no lock. Raises
    ``TransactionManagementError`` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("The page tree can only be locked inside a transaction.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PAGE_TREE])
