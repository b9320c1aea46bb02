"""Having wagtail-localize manage what is ordered: some hundred statements for a text, so a task does it.

Until then an order is complete for people: translators see and take it, and its organisation doesn't write the text.
"""

from __future__ import annotations

import datetime
import logging
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail_localize.models import Translation

from editorial.edit_conflicts.page_lock import lock_page
from editorial.translation_orders.actions.order_translation import OrderTranslation
from editorial.translation_orders.models import TranslationOrder
from editorial.translation_orders.translated_texts import public_text

logger = logging.getLogger(__name__)

#: Orders of one task, and of one minute where a task was lost.
BATCH = 25
#: An order that isn't prepared after this long counts as forgotten, for a day.
_FORGOTTEN_AFTER, _TRIED_FOR = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def unprepared_orders() -> Any:
    """Orders that wagtail-localize doesn't know, in the order of their ids."""
    managed = Translation.objects.filter(
        source__object_id=OuterRef("page_key"), target_locale__language_code=OuterRef("language"), enabled=True
    )
    return TranslationOrder.objects.filter(~Exists(managed)).order_by("pk")


def prepare_next(after: int) -> int | None:
    """Prepare a batch of orders with larger ids; return the last one's id where there may be more."""
    orders = list(unprepared_orders().filter(pk__gt=after)[:BATCH])
    for order in orders:
        _prepare(order)
    return orders[-1].pk if len(orders) == BATCH else None


def prepare_forgotten() -> None:
    """Prepare some orders whose task was lost, or failed. What can't be prepared is left alone after a day."""
    now = timezone.now()
    window = (now - _FORGOTTEN_AFTER - _TRIED_FOR, now - _FORGOTTEN_AFTER)
    for order in unprepared_orders().filter(ordered_at__range=window)[:BATCH]:
        _prepare(order)


def _prepare(order: TranslationOrder) -> None:
    """What isn't public any more is left for later; a fault of one text doesn't keep others from being prepared."""
    text = public_text(order.page_key, order.language)
    if text is None:
        return
    try:
        with transaction.atomic():
            lock_page(text.source.pk)  # whoever takes or saves the text makes the same rows
            OrderTranslation(text, order.ordered_by).execute()
    except (OperationalError, InterfaceError):
        raise  # a fault of the database, not of the text
    except (DatabaseError, ValueError, LookupError):
        logger.exception("Preparing the order of %s in %s failed", order.page_key, order.language)
