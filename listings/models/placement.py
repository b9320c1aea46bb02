"""Placements: what a portal's coordinator shows or hides, without a change of another organisation's page."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from listings.enums import PlacementKind
from listings.models.records import Listing
from listings.querysets import PlacementQuerySet
from regions.models import Portal

#: Length of a reason, in characters.
MAX_REASON = 300
#: A portal's pins that are in force at a time. They are looked up one by one in every unfiltered search.
MAX_PINS = 40
#: As many of a portal's pins as its front page shows.
PINS_ON_FRONT_PAGE = 4


class Placement(models.Model):
    """A portal's decision on a listing: pinned or included (shown although out of scope), or excluded.

    There is one for a portal and a listing, the latest; the log of the listing's page has the earlier ones. The actions
    in ``listings.actions.place_listing`` write it.
    """

    portal = models.ForeignKey(Portal, on_delete=models.CASCADE, related_name="placements", verbose_name=_("portal"))
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="placements", verbose_name=_("listing"))
    kind = models.CharField(_("kind"), max_length=10, choices=PlacementKind.choices)
    reason = models.CharField(_("reason"), max_length=MAX_REASON, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day on which it holds; empty: no end.")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("placed by"),
        help_text=_("Who decided or changed it last; empty when that account has been deleted."),
    )

    objects: ClassVar[Any] = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["portal", "listing"], name="one_placement_per_portal_and_listing")
        ]

    def __str__(self) -> str:
        return f"{self.portal}: {self.get_kind_display()}"
