"""A portal's own terms, and how each is said in other languages."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from regions.models import Portal
from regions.written.clean_models import CleanTextMixin


class GlossaryTerm(CleanTextMixin, models.Model):
    """A word or some words of originals, as a dictionary writes them."""

    portal = models.ForeignKey(Portal, models.CASCADE, related_name="glossary_terms", verbose_name=_("portal"))
    language = models.CharField(_("language"), max_length=10)
    term = models.CharField(
        _("term"), max_length=120, help_text=_("As a dictionary writes it. Other forms of the words are found, too.")
    )
    note = models.CharField(
        _("note"), max_length=250, blank=True, help_text=_("What translators should know. Visitors don't see it.")
    )

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("term of the glossary")
        verbose_name_plural = _("terms of the glossary")
        ordering = ("term", "language", "pk")
        constraints = [
            models.UniqueConstraint("portal", "language", Lower("term"), name="one_glossary_term_per_portal_language")
        ]

    def __str__(self) -> str:
        return self.term


class GlossaryWording(CleanTextMixin, models.Model):
    """A term in another language."""

    term = models.ForeignKey(GlossaryTerm, models.CASCADE, related_name="wordings", verbose_name=_("term"))
    language = models.CharField(_("language"), max_length=10)
    wording = models.CharField(_("wording"), max_length=120)

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("wording of a term")
        verbose_name_plural = _("wordings of terms")
        constraints = [
            models.UniqueConstraint(fields=("term", "language"), name="one_glossary_wording_per_term_language")
        ]

    def __str__(self) -> str:
        return f"{self.wording} ({self.language})"
