"""Invitations of people to an organisation or to a portal, and people's own requests to be let in."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.people.querysets import AccessRequestQuerySet
from listings.models import Organisation
from regions.models import Portal

#: How long a link in an invitation works after it was sent last.
VALID_FOR = datetime.timedelta(days=14)


class Invitation(models.Model):
    """An address that is invited to one role, in an organisation or in a portal, until it is used or taken back.

    ``role`` is an ``OrganisationRole`` with ``organisation``, else a ``PortalRole``. ``portal`` is where the person
    signs in: the portal of the role, or the organisation's home portal.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.EmailField(_("e-mail"))
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("organisation"),
    )
    portal = models.ForeignKey(Portal, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("portal"))
    role = models.CharField(_("role"), max_length=20)
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True, verbose_name=_("languages"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    #: The language of the mail and of the page that the link opens.
    language = models.CharField(_("language"), max_length=10, default="fi")

    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    #: Nobody's right to invite is asked when it is accepted. Without this, an invitation of nobody's gives no role.
    is_by_program = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    #: Changes with every sending; the link of an earlier mail then no longer works.
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accepted by"),
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "portal", "organisation", "role"],
                condition=Q(accepted_at=None),
                nulls_distinct=False,
                name="one_open_invitation_per_address_and_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} · {self.organisation or self.portal}"

    @property
    def expires_at(self) -> datetime.datetime:
        return self.sent_at + VALID_FOR

    @property
    def is_open(self) -> bool:
        """Whether its link still works."""
        return self.accepted_at is None and timezone.now() < self.expires_at


class AccessState(models.TextChoices):
    """How far a request to be let in is. ``asked``: the address isn't confirmed, so nobody sees the request yet."""

    ASKED = "asked", _("address not confirmed yet")
    WAITING = "waiting", _("waiting for an answer")
    LET_IN = "let_in", _("let in")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("not answered in time")


class AccessRequest(models.Model):
    """Somebody who asks to be let in to an organisation.

    Once the address is confirmed, the organisation's responsible people answer; the coordinators of its home portal
    where it has none, or where nobody has answered for a while. ``portal`` is where the person has asked. Rows are
    deleted some time after the answer (``editorial.people.access_times``).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="access_requests", verbose_name=_("organisation")
    )
    portal = models.ForeignKey(Portal, on_delete=models.CASCADE, related_name="+", verbose_name=_("portal"))
    address = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=100)
    message = models.CharField(_("who you are"), max_length=500)
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(_("state"), max_length=20, choices=AccessState.choices, default=AccessState.ASKED)
    #: When the person asked last; the link of an earlier mail then no longer works.
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    coordinators_told_at = models.DateTimeField(_("coordinators told"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects: ClassVar[Any] = AccessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to be let in")
        verbose_name_plural = _("requests to be let in")
        ordering = ["confirmed_at", "asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "address"],
                condition=Q(state__in=["asked", "waiting"]),
                name="one_open_request_per_address_and_organisation",
            )
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="access_requests_by_state")]

    def __str__(self) -> str:
        return f"{self.get_state_display()} · {self.organisation_id}"
