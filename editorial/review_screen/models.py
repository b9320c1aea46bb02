"""Reasons for which a portal returns texts, as its coordinators word them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from regions.models import Portal
from regions.written.clean_models import CleanTextMixin


class ReturnReason(CleanTextMixin, models.Model):
    """A text that a reviewer puts into the comment with one choice."""

    portal = models.ForeignKey(Portal, models.CASCADE, related_name="return_reasons", verbose_name=_("portal"))
    title = models.CharField(
        _("title"), max_length=80, help_text=_("The reviewer chooses by it. Writers don't see it.")
    )
    text = models.TextField(_("text"), max_length=1500, help_text=_("The writer reads it, as the reviewer sends it."))
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Small numbers come first."))

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("reason for returning")
        verbose_name_plural = _("reasons for returning")
        ordering = ("order", "title", "pk")
        constraints = [models.UniqueConstraint(fields=("portal", "title"), name="editorial_return_reason_title")]

    def __str__(self) -> str:
        return self.title
