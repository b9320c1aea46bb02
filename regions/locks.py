"""Advisory locks of PostgreSQL, held until the surrounding transaction ends."""

from django.db import connection, transaction

#: Any number that no other lock of the project uses.
_PAGE_TREE = 7_204_001


def lock_page_tree() -> None:
    """Let one transaction at a time make or move pages high in the tree (concurrent ones would compute equal paths).

    Adding below one organisation's or article's own parent needs no lock. Must be called inside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("The page tree can only be locked inside a transaction.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PAGE_TREE])
