"""Pictures that an organisation has sent from the desk, and whether the people in them agreed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from listings.enums import PeopleInPicture
from listings.models.records import Organisation


class OrganisationPicture(models.Model):
    """Whose picture it is, and what its sender says of the people in it; empty while that has not been answered."""

    image = models.OneToOneField(
        get_image_model_string(),
        on_delete=models.CASCADE,
        related_name="organisation_picture",
        verbose_name=_("picture"),
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="pictures", verbose_name=_("organisation")
    )
    people = models.CharField(
        _("people in the picture"), max_length=10, choices=PeopleInPicture.choices, blank=True, default=""
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("picture of an organisation")
        verbose_name_plural = _("pictures of organisations")
        indexes = [models.Index(fields=["organisation", "-sent_at"], name="pictures_by_organisation")]

    def __str__(self) -> str:
        return f"{self.image_id} · {self.organisation_id}"
