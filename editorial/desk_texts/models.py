"""What somebody has typed into a form of the desk and hasn't saved."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.models import Organisation


class TypedRow(models.Model):
    """A form as it was typed, also what isn't understood yet. ``KEY`` names the columns that say whose form it is."""

    KEY: ClassVar[tuple[str, ...]]

    #: Pairs of a field's name and what stands in it, in the order of the form.
    fields = models.JSONField(_("what was typed"), default=list)
    #: The version of the page that the form was made from (``PageVersion``); empty where there was no page.
    revision_id = models.CharField(max_length=20, blank=True)
    created_at = models.CharField(max_length=40, blank=True)
    typed_at = models.DateTimeField(_("typed"), default=timezone.now)
    #: The window that has typed it: the key of its form.
    form_key = models.CharField(max_length=64, blank=True)
    #: When the row goes; set where it waits only for its person to sign in again, or is thrown away.
    goes_at = models.DateTimeField(_("goes"), null=True, blank=True)

    objects: Any = models.Manager()

    class Meta:
        abstract = True

    @property
    def is_waiting(self) -> bool:
        """Whether it is shown when its person opens the form."""
        return self.goes_at is None or self.goes_at > timezone.now()


class TypedText(TypedRow):
    """A form of texts; one row per person, page and language.

    ``editorial.announcing.models.TypedForm`` is for activities alone, each of which has one form.
    """

    KEY = ("person_id", "page_key", "language")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="typed_texts", verbose_name=_("person")
    )
    #: The public id of the activity, organisation or article.
    page_key = models.UUIDField(_("public id"))
    #: The second language; empty for the form of the organisation itself.
    language = models.CharField(_("language"), max_length=10, blank=True)
    #: None where it is an article's: that is its portal's.
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="typed_texts",
        verbose_name=_("organisation"),
    )

    class Meta:
        verbose_name = _("typed text")
        verbose_name_plural = _("typed texts")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "page_key", "language"], name="one_typed_text_per_person_page_language"
            )
        ]
        indexes = [models.Index(fields=["typed_at"], name="typed_texts_by_time")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.page_key} · {self.language}"
