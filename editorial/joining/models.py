"""Requests of organisations that want to join. A request is a row of its own: no page, no account."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from listings.enums import Vocabulary
from listings.models import Concept, Organisation
from regions.models import Municipality, Portal, PortalRole
from regions.permissions import portals_with_role
from regions.written.phone_field import PhoneField

#: How long the link of a confirmation works.
CONFIRM_WITHIN = datetime.timedelta(days=3)


class JoinStatus(models.TextChoices):
    """Where a request stands. Nobody but its sender knows of one whose address isn't confirmed."""

    UNCONFIRMED = "unconfirmed", _("address not confirmed")
    WAITING = "waiting", _("waits for the coordinator")
    ASKED = "asked", _("asked back")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")


#: Requests that a coordinator can still answer.
OPEN_STATUSES = (JoinStatus.WAITING, JoinStatus.ASKED)


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def confirmed(self) -> Self:
        return self.exclude(status=JoinStatus.UNCONFIRMED)

    def visible_to(self, user: Any) -> Self:
        """Confirmed requests to the portals that a person coordinates."""
        return self.confirmed().filter(portal__in=portals_with_role(user, PortalRole.COORDINATOR).values("pk"))

    def waiting_first(self) -> Self:
        """Those that wait for a coordinator, the oldest first; then those that wait for their sender; then the rest."""
        turn = Case(
            When(status=JoinStatus.WAITING, then=Value(0)),
            When(status=JoinStatus.ASKED, then=Value(1)),
            default=Value(2),
        )
        waits_since = Case(When(status=JoinStatus.WAITING, then="changed_at"))
        return self.annotate(turn=turn).order_by("turn", waits_since.asc(nulls_last=True), "-changed_at", "pk")


class JoinRequest(models.Model):
    """What an organisation has told of itself, who asks for it, and where the request stands.

    ``language`` is the one that name and description are written in. The person's name and address are emptied some
    months after the answer; the rest stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    portal = models.ForeignKey(Portal, on_delete=models.PROTECT, related_name="+", verbose_name=_("portal"))
    language = models.CharField(_("written in"), max_length=10)

    name = models.CharField(_("name"), max_length=255)
    organisation_type = models.ForeignKey(
        Concept,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("type of organisation"),
        limit_choices_to={"vocabulary": Vocabulary.ORGANISATION_TYPE},
    )
    business_id = models.CharField(_("Business ID"), max_length=9, blank=True)
    #: None: the whole country.
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    description = models.TextField(_("what it does"))
    email = models.EmailField(_("e-mail"), blank=True)
    phone = PhoneField(_("phone"))
    website = models.URLField(_("website"), blank=True)

    person_name = models.CharField(_("person"), max_length=150, blank=True)
    person_email = models.EmailField(_("the person's e-mail"), blank=True)
    person_language = models.CharField(_("language of mails"), max_length=10)
    agreed_at = models.DateTimeField(_("agreed to the rules"))

    status = models.CharField(_("state"), max_length=20, choices=JoinStatus.choices, default=JoinStatus.UNCONFIRMED)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    #: When the last mail with the link of confirmation went, and how many have gone.
    mailed_at = models.DateTimeField(null=True, blank=True)
    mails = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(_("address confirmed"), null=True, blank=True)
    changed_at = models.DateTimeField(_("state changed"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    #: What has come of it.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )

    objects: ClassVar[Any] = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["portal", "status"], name="join_requests_of_portal"),
            models.Index(fields=["person_email", "created_at"], name="join_requests_of_address"),
            models.Index(fields=["business_id"], name="join_requests_of_business", condition=~Q(business_id="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether a coordinator can still answer it."""
        return self.status in OPEN_STATUSES

    @property
    def place(self) -> str:
        """Its municipality, or the whole country, in the active language."""
        return str(self.municipality) if self.municipality else gettext("The whole country")

    @property
    def confirm_until(self) -> datetime.datetime | None:
        return self.mailed_at + CONFIRM_WITHIN if self.mailed_at else None

    @property
    def address_key(self) -> str:
        """What stands for the address in signed links, so that a link confirms only the address that it went to."""
        return salted_hmac("editorial.joining.address", f"{self.pk} {self.person_email}").hexdigest()[:20]


class MessageKind(models.TextChoices):
    QUESTION = "question", _("Question")
    REPLY = "reply", _("Reply")
    PASSED_ON = "passed_on", _("Passed on")
    REASON = "reason", _("Reason")


class JoinMessage(models.Model):
    """One piece of the dialogue about a request. ``changed``: names of the fields that a reply has changed.

    ``said_by`` is the coordinator; None for the person who asks.
    """

    request = models.ForeignKey(JoinRequest, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(_("kind"), max_length=20, choices=MessageKind.choices)
    text = models.TextField(_("text"), blank=True)
    changed: Any = models.JSONField(default=list, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        verbose_name = _("message about a request to join")
        verbose_name_plural = _("messages about requests to join")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} · {self.request_id}"
