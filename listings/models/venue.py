"""Venues of activities."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from listings.forms import VenueForm
from listings.postal_codes import plain_postal_code
from listings.venue_querysets import VenueQuerySet
from regions.coordinates import BOTH_OR_NEITHER, LATITUDE, LONGITUDE, on_earth
from regions.models import Municipality, Portal
from regions.written.clean_models import CleanTextMixin


class Venue(CleanTextMixin, models.Model):
    """A place with an address, shared by the activities that happen there (docs/needs.md, E11).

    A hidden one is shown to the organisations that hide it, and to those who coordinate its portal. A proposed one is
    its organisation's alone until an announcement with it is approved.
    """

    name = models.CharField(_("name"), max_length=150, help_text=_("For example: Tapiola library."))
    street = models.CharField(_("street address"), max_length=150, blank=True)
    postal_code = models.CharField(
        _("postal code"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{5}\Z", _("A postal code has five digits, such as 02770."))],
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="venues", verbose_name=_("municipality")
    )
    district = models.CharField(_("part of town"), max_length=100, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True, validators=LATITUDE)
    lon = models.FloatField(_("longitude"), null=True, blank=True, validators=LONGITUDE)
    portal = models.ForeignKey(
        Portal,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="venues",
        verbose_name=_("kept by"),
        help_text=_("The portal whose coordinator may change this place."),
    )
    #: Set by triggers (``hidden_addresses``) when a page or a draft hides its address here, and by nothing unset.
    address_hidden = models.BooleanField(_("address hidden"), default=False, db_default=False, editable=False)
    hidden_by: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        "listings.Organisation", editable=False, related_name="+", verbose_name=_("hidden by")
    )
    #: Unset by a trigger (``proposed_venues``) when a page that shows its address there is published.
    proposed_by: models.ForeignKey[Any, Any] = models.ForeignKey(
        "listings.Organisation",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    source = models.CharField(_("loaded from"), max_length=100, blank=True, editable=False)

    base_form_class = VenueForm

    objects: ClassVar[Any] = VenueQuerySet.as_manager()

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]
        constraints = [
            # A hidden one doesn't count, nor one of an organisation alone: the error would tell of it.
            models.UniqueConstraint(
                fields=["name", "street", "municipality"],
                condition=models.Q(address_hidden=False, proposed_by=None),
                name="one_venue_per_name_and_address",
            ),
            models.UniqueConstraint(
                fields=["proposed_by", "name", "street", "municipality"],
                condition=models.Q(address_hidden=False),
                name="one_proposed_venue_per_address",
            ),
            models.CheckConstraint(
                condition=models.Q(lat=None, lon=None) | on_earth(),
                name="venue_on_earth",
                violation_error_message=BOTH_OR_NEITHER,
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.street) if part)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the venue; a new one is kept by the portal of its municipality."""
        if self._state.adding and self.portal_id is None:
            self.portal = Portal.objects.home_of(self.municipality)
        self.postal_code = plain_postal_code(self.postal_code)
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        self.postal_code = plain_postal_code(self.postal_code)
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        super().clean()
        if (self.lat is None) != (self.lon is None):
            raise ValidationError({"lat" if self.lat is None else "lon": BOTH_OR_NEITHER})
        self._refuse_second()

    @property
    def _address(self) -> dict[str, Any]:
        """What tells one place from another."""
        return {name: getattr(self, name) for name in ("name", "street", "municipality_id")}

    def _refuse_second(self) -> None:
        """Forms leave the constraint out, because people don't set ``address_hidden``, which it reads."""
        others = Venue.objects.shared().filter(**self._address).exclude(pk=self.pk)
        if not self.address_hidden and self.proposed_by_id is None and others.exists():
            raise ValidationError(
                {
                    "name": _(
                        "There is a venue of this name at this address already. Choose that one, or write a name that"
                        " tells them apart."
                    )
                }
            )

    def hidden_copy(self, organisation: Any) -> Venue:
        """Return the organisation's own, hidden venue at this address, made where there is none."""
        own: Venue | None = Venue.objects.filter(address_hidden=True, hidden_by=organisation, **self._address).first()
        if own is not None:
            return own
        more = {name: getattr(self, name) for name in ("postal_code", "district", "lat", "lon", "portal_id", "source")}
        copy: Venue = Venue.objects.create(address_hidden=True, **self._address, **more)
        copy.hidden_by.add(organisation)
        return copy
