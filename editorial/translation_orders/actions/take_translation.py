"""Taking a text to translate, taking it over, and giving it back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from editorial.translation_orders.actions.order_translation import OrderTranslation
from editorial.translation_orders.models import TranslationOrder
from editorial.translation_orders.translated_texts import TranslatedText, may_translate


class TakenError(Exception):
    """Somebody else has the text. ``translator`` is who."""

    def __init__(self, translator: Any) -> None:
        super().__init__("Somebody else has this text.")
        self.translator = translator


class TakeTranslation:
    """Gives a text to a translator; what nobody has ordered is ordered by it.

    ``instead_of``: the id of the person from whom it is taken over, as the translator saw it.
    """

    def __init__(self, text: TranslatedText, user: Any, *, instead_of: int | None = None) -> None:
        self.text, self.user, self.instead_of = text, user, instead_of

    @transaction.atomic
    def execute(self) -> None:
        """Raises ``TakenError`` where somebody else has it, ``PermissionDenied``."""
        if not may_translate(self.user, self.text):
            raise PermissionDenied
        order = _locked(OrderTranslation(self.text, self.user).execute())
        translator = order.translator(self.text.published_at)
        if translator is not None and translator.pk not in (self.user.pk, self.instead_of):
            raise TakenError(translator)
        if translator is None or translator.pk != self.user.pk:
            order.taken_by, order.taken_at = self.user, timezone.now()
            order.save(update_fields=["taken_by", "taken_at"])


class GiveBackTranslation:
    """Leaves a text to others; what has been translated stays. Does nothing where the person doesn't have it."""

    def __init__(self, text: TranslatedText, user: Any) -> None:
        self.text, self.user = text, user

    def execute(self) -> bool:
        """Return whether the person had it."""
        rows = TranslationOrder.objects.filter(
            page_key=self.text.key, language=self.text.code, taken_by_id=self.user.pk
        )
        return bool(rows.update(taken_by=None, taken_at=None))


def _locked(order: TranslationOrder) -> TranslationOrder:
    rows = TranslationOrder.objects.select_for_update(of=("self",)).select_related("taken_by")
    locked: TranslationOrder = rows.get(pk=order.pk)
    return locked
