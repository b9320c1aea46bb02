"""Background tasks of orders. They carry ids alone."""

from __future__ import annotations

from django_tasks import task

#: After mails, and after the tasks of indexing: translators see an order without it.
_LAST = -50


@task(priority=_LAST)
def prepare_orders(after: int = 0) -> None:
    """Prepare the orders above an id, some now and the rest by the next task, so that others come in between."""
    from editorial.translation_orders.actions.prepare_orders import prepare_next

    last = prepare_next(after)
    if last is not None:
        prepare_orders.enqueue(last)
