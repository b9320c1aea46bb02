"""Requests of one portal's coordinators to another's to take over an organisation or an activity."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.models import Listing, Organisation
from regions.models import Portal, PortalRole
from regions.permissions import portals_with_role

MAX_TEXT = 1000


class MoveStatus(models.TextChoices):
    WAITING = "waiting", _("waits for an answer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class MoveRequestQuerySet(models.QuerySet["MoveRequest"]):
    def waiting(self) -> Self:
        return self.filter(status=MoveStatus.WAITING)

    def visible_to(self, user: Any) -> Self:
        """Requests of and to the portals that a person coordinates."""
        own = portals_with_role(user, PortalRole.COORDINATOR).values("pk")
        return self.filter(Q(from_portal__in=own) | Q(to_portal__in=own))

    def with_portals(self) -> Self:
        return self.select_related("from_portal__site", "to_portal__site", "listing", "organisation", "asked_by")


class MoveRequest(models.Model):
    """What is to move: an organisation with everything of its own, or one activity to an organisation of ``to_portal``.

    ``reason`` is for the coordinators who answer, ``answer`` for those who asked. Rows stay.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listing = models.ForeignKey(
        Listing, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("activity")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    from_portal = models.ForeignKey(Portal, on_delete=models.CASCADE, related_name="+", verbose_name=_("from portal"))
    to_portal = models.ForeignKey(Portal, on_delete=models.CASCADE, related_name="+", verbose_name=_("to portal"))
    reason = models.CharField(_("reason"), max_length=MAX_TEXT)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    status = models.CharField(_("state"), max_length=20, choices=MoveStatus.choices, default=MoveStatus.WAITING)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=MAX_TEXT, blank=True)

    objects: ClassVar[Any] = MoveRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to move")
        verbose_name_plural = _("requests to move")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(listing=None, organisation__isnull=False) | Q(listing__isnull=False, organisation=None),
                name="move_request_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["listing", "organisation"],
                condition=Q(status="waiting"),
                nulls_distinct=False,
                name="one_waiting_move_request_per_thing",
            ),
        ]
        indexes = [models.Index(fields=["to_portal", "status"], name="move_requests_to_portal")]

    def __str__(self) -> str:
        return f"{self.get_status_display()} · {self.thing.pk}"

    @property
    def thing(self) -> Listing | Organisation:
        """The record that is to move; a constraint says that there is one."""
        found: Any = self.listing if self.listing_id is not None else self.organisation
        record: Listing | Organisation = found
        return record

    @property
    def is_waiting(self) -> bool:
        return self.status == MoveStatus.WAITING
