"""Strings of public translations, to be found again."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class MemoryString(models.Model):
    """A string of a published translation beside its original, both as one types them.

    Rows are rewritten when the translation is published. Whether it is still public, and not sensitive, is asked when
    they are read.
    """

    page_key = models.UUIDField(_("public id"))
    original_language = models.CharField(_("language of the original"), max_length=10)
    language = models.CharField(_("language"), max_length=10)
    original = models.TextField(_("original"))
    translation = models.TextField(_("translation"))
    #: Of the original (``likeness.digest``): the same for what differs in spaces and capitals alone.
    digest = models.CharField(max_length=32)
    #: Of the original (``likeness.bands``): strings that are much alike have one in common.
    bands = ArrayField(models.IntegerField(), default=list)

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("string of the translation memory")
        verbose_name_plural = _("strings of the translation memory")
        indexes = [
            models.Index(fields=["page_key", "language"], name="memory_by_text"),
            models.Index(fields=["digest", "language"], name="memory_by_digest"),
            GinIndex(fields=["bands"], name="memory_by_bands", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"{self.original_language} → {self.language}: {self.original[:50]}"
