"""Wishes of visitors. A row says how often one search was wished for on one day, never by whom or at what time."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from regions.models import Portal, PortalRole
from regions.permissions import portals_with_role
from search.query.value_formats import MAX_QUERY_LENGTH

#: The longest text of filters, in characters of an address.
MAX_FILTERS = 2000


class WishQuerySet(models.QuerySet["Wish"]):
    def visible_to(self, user: Any) -> Self:
        """Wishes on the portals that a person coordinates."""
        return self.filter(portal__in=portals_with_role(user, PortalRole.COORDINATOR).values("pk"))

    def alike(self, wish: Wish) -> Self:
        """The rows of the same search on the same portal, of all days and languages."""
        return self.filter(portal=wish.portal_id, key=wish.key)


class Wish(models.Model):
    """One search on one portal, day and interface language; ``times`` it was wished for.

    ``words`` are the searched words, ``filters`` a query string that the finder reads. ``key`` is the same for the same
    search. ``is_seen``: a coordinator needs to see it no more.
    """

    portal = models.ForeignKey(Portal, on_delete=models.CASCADE, related_name="+", verbose_name=_("portal"))
    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=10)
    words = models.CharField(_("search words"), max_length=MAX_QUERY_LENGTH, blank=True)
    filters = models.CharField(_("filters"), max_length=MAX_FILTERS, blank=True)
    key = models.CharField(max_length=32)
    times = models.PositiveIntegerField(_("Times"), default=1)
    is_seen = models.BooleanField(_("seen"), default=False)

    objects: ClassVar[Any] = WishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        ordering: ClassVar[Any] = ["-day", "pk"]
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(fields=["portal", "key", "day", "language"], name="one_wish_per_search_and_day")
        ]
        indexes: ClassVar[Any] = [models.Index(fields=["portal", "day"], name="wishes_of_portal_and_day")]

    def __str__(self) -> str:
        return self.words or self.filters
