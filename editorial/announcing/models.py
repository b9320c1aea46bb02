"""What somebody has typed into the form of an announcement and hasn't saved."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.desk_texts.models import TypedRow
from listings.models import Organisation


class TypedForm(TypedRow):
    """The form of an announcement; one row per person and activity.

    Its activity may not exist yet: then ``listing_key`` is the id that it gets with its first save.
    """

    KEY = ("person_id", "listing_key")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="typed_forms", verbose_name=_("person")
    )
    listing_key = models.UUIDField(_("activity"))
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="typed_forms", verbose_name=_("organisation")
    )
    #: The person has thrown it away, and may take it back until it goes.
    is_thrown_away = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("typed form")
        verbose_name_plural = _("typed forms")
        constraints = [
            models.UniqueConstraint(fields=["person", "listing_key"], name="one_typed_form_per_person_and_activity")
        ]
        indexes = [models.Index(fields=["typed_at"], name="typed_forms_by_time")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.listing_key}"

    @property
    def is_waiting(self) -> bool:
        return not self.is_thrown_away and super().is_waiting
