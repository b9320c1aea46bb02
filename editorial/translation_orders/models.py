"""Orders of translations: one row per text and language, which stays."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TranslationOrder(models.Model):
    """Somebody wants a text in a language, and a translator may have taken it.

    What is to be done follows from the pages (``waiting_translations``). A publication ends the taking.
    """

    page_key = models.UUIDField(_("public id"))
    language = models.CharField(_("language"), max_length=10)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ordered by")
    )
    ordered_at = models.DateTimeField(_("ordered"), default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("translator")
    )
    taken_at = models.DateTimeField(_("taken by a translator"), null=True, blank=True)

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("order of a translation")
        verbose_name_plural = _("orders of translations")
        constraints = [
            models.UniqueConstraint(fields=["page_key", "language"], name="one_translation_order_per_text_language")
        ]

    def __str__(self) -> str:
        return f"{self.page_key} · {self.language}"

    def translator(self, published_at: datetime.datetime | None) -> Any:
        """Return who has it now, or None. ``published_at``: when the version was last published."""
        if self.taken_by is None or self.taken_at is None or not self.taken_by.is_active:
            return None
        return None if published_at is not None and published_at > self.taken_at else self.taken_by
