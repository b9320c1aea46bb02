"""Which form has written a page last."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PageWrite(models.Model):
    """The last write of a page by a form of the admin; one row per page.

    It tells a form that is sent again, or while its own autosave runs, from one that somebody else has overtaken.
    """

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("page"))
    #: Key of the form as it was shown once (``{% edit_form_key %}``).
    form_key = models.CharField(max_length=64, db_index=True)
    #: Hash of what was sent, without its CSRF token.
    digest = models.CharField(max_length=64)
    revision_id = models.CharField(max_length=20)
    created_at = models.CharField(max_length=40)
    #: Whether the person sent the form. Autosave doesn't.
    is_sent = models.BooleanField()
    #: Where the answer led, so that an equal request leads there too. Empty: the form was shown again.
    location = models.TextField(blank=True)

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("last write of a page")
        verbose_name_plural = _("last writes of pages")

    def __str__(self) -> str:
        return f"{self.page_id} {self.created_at}"
