"""What other organisations say of being named as co-organisers of an activity."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listings.models.records import Listing, Organisation, decider_field
from listings.querysets import CoOrganisingQuerySet


class CoOrganising(models.Model):
    """One organisation that an activity has named: since when it knows, and whether it has taken itself off.

    It belongs to the record, not to the page: whatever draft is published later, an organisation that has taken itself
    off isn't named until it takes that back. Without a row it is named where the page names it.
    """

    listing = models.ForeignKey(
        Listing, on_delete=models.CASCADE, related_name="co_organising", verbose_name=_("listing")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="co_organising", verbose_name=_("organisation")
    )
    #: When its people were told; None where nobody has told them.
    told_at = models.DateTimeField(_("told"), null=True, blank=True)
    #: When it was taken off; None while it is named.
    left_at = models.DateTimeField(_("taken off"), null=True, blank=True)
    left_decided_by = decider_field(_("taken off by"))

    objects: ClassVar[Any] = CoOrganisingQuerySet.as_manager()

    class Meta:
        verbose_name = _("co-organiser")
        verbose_name_plural = _("co-organisers")
        constraints = [
            models.UniqueConstraint(fields=["listing", "organisation"], name="one_co_organising_per_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} · {self.organisation_id}"
