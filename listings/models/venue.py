"""Venues of activities."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listings.forms import VenueForm
from listings.querysets import VenueQuerySet
from regions.models import Municipality, Portal


class Venue(models.Model):
    """A place with an address, shared by the activities that happen there (docs/needs.md, E11)."""

    name = models.CharField(_("name"), max_length=150, help_text=_("For example: Tapiola library."))
    street = models.CharField(_("street address"), max_length=150, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=5, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="venues", verbose_name=_("municipality")
    )
    district = models.CharField(_("part of town"), max_length=100, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    portal = models.ForeignKey(
        Portal,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="venues",
        verbose_name=_("kept by"),
        help_text=_("The portal whose coordinator may change this place."),
    )
    source = models.CharField(_("loaded from"), max_length=100, blank=True, editable=False)

    base_form_class = VenueForm

    objects: ClassVar[Any] = VenueQuerySet.as_manager()

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "street", "municipality"], name="one_venue_per_name_and_address")
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.street) if part)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the venue; a new one is kept by the portal of its municipality."""
        if self._state.adding and self.portal_id is None:
            self.portal = Portal.objects.home_of(self.municipality)
        super().save(*args, **kwargs)
