"""Ordering many texts in many languages at once: a row for each now, wagtail-localize by a task."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from editorial.translation_orders.actions.order_tasks import prepare_orders
from editorial.translation_orders.changed_originals import TextKey
from editorial.translation_orders.models import TranslationOrder

#: Rows that one statement writes.
_BATCH = 1000


class OrderTranslations:
    """Notes that texts are wanted in languages, so that translators see them at once. Again changes nothing.

    The caller has chosen texts that the person may order, and that nobody has written in the language.
    """

    def __init__(self, texts: Collection[TextKey], user: Any) -> None:
        self.texts, self.user = texts, user

    @transaction.atomic
    def execute(self) -> int:
        """Return how many are ordered by this: not those that somebody has ordered before."""
        now = timezone.now()
        rows = [
            TranslationOrder(page_key=key, language=code, ordered_by=self.user, ordered_at=now)
            for key, code in sorted(set(self.texts), key=lambda text: (str(text[0]), text[1]))
        ]
        TranslationOrder.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
        ordered: int = TranslationOrder.objects.filter(ordered_by=self.user, ordered_at=now).count()
        if ordered:
            transaction.on_commit(prepare_orders.enqueue)
        return ordered
