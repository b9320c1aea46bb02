"""What a reviewer says of one field or row of a text that is returned, or has corrected in one that is approved."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Remark(models.Model):
    """A remark at one place of the version that was answered, a suggested wording for it, or both.

    It belongs to the answer and not to its author: who is erased leaves it behind.
    """

    state = models.ForeignKey(
        "editorial.ReviewState", models.CASCADE, related_name="remarks", verbose_name=_("state of a review")
    )
    #: A field of the desk's form ("title"), a kind of rows ("slots"), a row ("slots-0") or its field ("slots-0-start").
    name = models.CharField(_("field"), max_length=100)
    #: What stood there, in words of the text's language; a text as one types it.
    said_of = models.TextField(_("said of"), blank=True)
    #: The same as the version stores it; of a row, its fields by name, to know the row again.
    said_value: Any = models.JSONField(null=True, blank=True)
    text = models.TextField(_("remark"), blank=True)
    #: A wording in place of ``said_of``, as one types it; of text fields only.
    suggestion = models.TextField(_("suggested wording"), blank=True)
    #: The suggestion changed only spelling, and was approved with the text.
    is_correction = models.BooleanField(_("corrected by the reviewer"), default=False)
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reviewer")
    )
    suggested_at = models.DateTimeField(_("written"), default=timezone.now)
    #: When the writer has taken the suggestion into the form, and who.
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("taken by")
    )
    #: The writer keeps their own wording.
    declined = models.BooleanField(_("declined"), default=False)

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("remark of a review")
        verbose_name_plural = _("remarks of reviews")
        ordering = ["state", "pk"]

    def __str__(self) -> str:
        return f"{self.state_id} · {self.name}"
