"""What another translator was asked about a translation that waits for review, and has said."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """What the translator says of the whole text."""

    OPEN = "", _("not answered yet")
    WELL = "well", _("reads well")
    CHANGES = "changes", _("should be changed")


class SecondOpinion(models.Model):
    """One translator is asked about one version. It decides nothing: the reviewer does. It goes with either person.

    ``remarks``: at single strings, as ``said_remarks`` reads them.
    """

    state = models.ForeignKey(
        "editorial.ReviewState", models.CASCADE, related_name="second_opinions", verbose_name=_("state of a review")
    )
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("translator")
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    question = models.TextField(_("question"), blank=True)
    verdict = models.CharField(_("opinion"), max_length=10, choices=Verdict.choices, default=Verdict.OPEN, blank=True)
    words = models.TextField(_("opinion in words"), blank=True)
    remarks: Any = models.JSONField(_("remarks"), default=list, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("second opinion on a translation")
        verbose_name_plural = _("second opinions on translations")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state", "translator"], name="one_second_opinion_per_version_and_translator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.state_id} · {self.translator_id}"

    @property
    def is_answered(self) -> bool:
        return self.verdict != Verdict.OPEN
