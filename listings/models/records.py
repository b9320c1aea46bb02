"""The records of the pool: identity and life-cycle. A change of a record holds at once; only pages have versions."""

import datetime
import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.enums import Decider, ListingStatus, OrganisationStatus
from listings.querysets import ListingQuerySet, OrganisationQuerySet
from regions.models import Portal

#: Days for which a confirmation by its owner keeps an activity public (docs/needs.md, C8).
CONFIRMATION_DAYS = 180


def confirmation_due(confirmed_on: datetime.date) -> datetime.date:
    return confirmed_on + datetime.timedelta(days=CONFIRMATION_DAYS)


def status_on(status: str, paused_until: datetime.date | None, day: datetime.date) -> str:
    """Return the status of a day; ``paused_until`` is the last day of a break, or None."""
    is_over = status == ListingStatus.PAUSED and paused_until is not None and paused_until < day
    return str(ListingStatus.ACTIVE if is_over else status)


def default_confirm_by() -> datetime.date:
    return confirmation_due(timezone.localdate())


def decider_field(label: Any) -> Any:
    """Return a field with who has decided something; old rows and new ones are the organisation's."""
    return models.CharField(
        label,
        max_length=20,
        choices=Decider.choices,
        default=Decider.ORGANISATION,
        db_default=Decider.ORGANISATION,
        editable=False,
    )


class Record(models.Model):
    """Base of organisations and listings. The public id is the ``translation_key`` of the family of pages."""

    id = models.UUIDField(_("public id"), primary_key=True, default=uuid.uuid4)
    source_language = models.CharField(_("written in"), max_length=10)
    source = models.CharField(_("loaded from"), max_length=100, blank=True)
    source_id = models.CharField(_("id where it was loaded from"), max_length=100, blank=True)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """Return the title that visitors read, in the active language where there is one (``RecordQuerySet.titled``).

        One statement for a record that wasn't read with its title: read several with it.
        """
        if "shown_title" not in self.__dict__:
            titled = type(self).objects.titled().filter(pk=self.pk)  # type: ignore[attr-defined]
            self.__dict__["shown_title"] = titled.values_list("shown_title", flat=True).first() or ""
        return self.__dict__["shown_title"] or self.identifier

    @property
    def identifier(self) -> str:
        """What names it without a title: the id where it was loaded from, else its own."""
        return self.source_id or str(self.id)


class Organisation(Record):
    """An organisation of the pool. Its pages carry its name and description."""

    home_portal = models.ForeignKey(
        Portal,
        on_delete=models.PROTECT,
        related_name="organisations",
        verbose_name=_("home portal"),
        help_text=_("The portal in whose directory its page stands; kept by the database."),
    )
    status = models.CharField(
        _("status"), max_length=20, choices=OrganisationStatus.choices, default=OrganisationStatus.JOINED
    )
    status_changed_at = models.DateTimeField(_("status changed"), null=True, blank=True)
    joined_on = models.DateField(_("joined"), default=timezone.localdate)
    business_id = models.CharField(
        _("Business ID"),
        max_length=9,
        blank=True,
        default="",
        db_default="",
        help_text=_("Such as 1234567-1; empty for a group that isn't registered."),
    )

    objects: ClassVar[Any] = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~models.Q(source_id=""), name="one_organisation_per_source_id"
            ),
            models.UniqueConstraint(
                fields=["business_id"], condition=~models.Q(business_id=""), name="one_organisation_per_business_id"
            ),
        ]


class Listing(Record):
    """The record of an activity, one for all its languages."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="listings",
        verbose_name=_("organisation"),
        help_text=_("The organisation below whose page its pages stand; kept by the database."),
    )
    status = models.CharField(_("status"), max_length=20, choices=ListingStatus.choices, default=ListingStatus.ACTIVE)
    status_changed_at = models.DateTimeField(_("status changed"), null=True, blank=True)
    status_reason = models.CharField(_("reason"), max_length=300, blank=True)
    status_decided_by = decider_field(_("status decided by"))
    #: Last day of a break; readers compare it with today. Null while nobody knows when it goes on.
    paused_until = models.DateField(_("on a break until"), null=True, blank=True)
    #: What it was when it ended; what undoing that restores.
    status_before_end = models.CharField(max_length=20, blank=True, default="", db_default="", editable=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), default=timezone.localdate)
    confirm_by = models.DateField(_("confirm by"), default=default_confirm_by)
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies", verbose_name=_("copied from")
    )

    objects: ClassVar[Any] = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~models.Q(source_id=""), name="one_listing_per_source_id"
            )
        ]

    @property
    def home_portal(self) -> Portal:
        return self.organisation.home_portal

    def status_on(self, day: datetime.date) -> str:
        """Return the status that holds on a day: a break that is over makes it active again."""
        return status_on(self.status, self.paused_until, day)

    @property
    def status_today(self) -> str:
        return self.status_on(timezone.localdate())


class CancelledDate(models.Model):
    """A cancelled date of an activity; it is shown struck out, not left out."""

    listing = models.ForeignKey(
        Listing, on_delete=models.CASCADE, related_name="cancelled_dates", verbose_name=_("listing")
    )
    date = models.DateField(_("date"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    decided_by = decider_field(_("decided by"))

    class Meta:
        verbose_name = _("cancelled date")
        verbose_name_plural = _("cancelled dates")
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["listing", "date"], name="one_cancellation_per_date")]

    def __str__(self) -> str:
        return self.date.isoformat()
