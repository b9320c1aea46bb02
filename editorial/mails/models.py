"""The ledger of mails: one row for each mail that anybody gets, written before it is sent."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from regions.models import Portal


class MailStatus(models.TextChoices):
    """How far a mail is.

    ``interrupted``: the process or the connection ended while sending, so nobody knows whether it arrived. The last
    three are never sent: the thing isn't there any more, the secret is no longer good, the person doesn't want them.
    """

    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    INTERRUPTED = "interrupted", _("interrupted")
    GONE = "gone", _("no longer needed")
    TOO_OLD = "too_old", _("too old")
    UNWANTED = "unwanted", _("not wanted")


#: Nobody got these, or nobody knows: a national administrator looks at them. One with secrets isn't sent again.
IN_TROUBLE = (MailStatus.FAILED, MailStatus.INTERRUPTED, MailStatus.TOO_OLD)


class Mail(models.Model):
    """One mail to one recipient about one thing in one period. The same four values make no second mail.

    The text isn't stored: it is composed from ``kind`` and ``thing`` when the mail is sent. ``facts`` has what can't be
    read from the thing, such as the role that somebody had; it stays. ``secrets`` has what lets somebody in, such as a
    code to sign in; it is soon too old, and is emptied when the mail has been sent or has failed.
    """

    #: Wagtail needn't know where people and portals are named here; it would index each step of each mail.
    wagtail_reference_index_ignore = True

    kind = models.CharField(_("kind"), max_length=40)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name=_("person"),
    )
    #: Only for a recipient without an account.
    address = models.EmailField(_("e-mail"), blank=True)
    #: The label and key of a row, such as ``editorial.invitation:12``; empty where the mail is about the person alone.
    thing = models.CharField(_("about"), max_length=100, blank=True)
    period = models.CharField(_("period"), max_length=40, blank=True)
    portal = models.ForeignKey(Portal, on_delete=models.CASCADE, related_name="+", verbose_name=_("portal"))
    language = models.CharField(_("language"), max_length=10)
    facts: Any = models.JSONField(_("facts"), default=dict, blank=True)
    secrets: Any = models.JSONField(_("secrets"), default=dict, blank=True)
    #: Stays true after the secrets have been emptied: such a mail can't be sent again.
    has_secrets = models.BooleanField(_("has secrets"), default=False)

    status = models.CharField(_("status"), max_length=20, choices=MailStatus.choices, default=MailStatus.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    #: Only while it waits.
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, blank=True, default=timezone.now)
    #: When the last attempt began.
    attempted_at = models.DateTimeField(_("last attempt"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "person", "address", "thing", "period"],
                nulls_distinct=False,
                name="one_mail_per_recipient_thing_and_period",
            )
        ]
        indexes = [models.Index(fields=["status", "next_attempt_at"], name="mails_that_wait")]

    def __str__(self) -> str:
        return f"{self.kind} · {self.thing}"

    @property
    def thing_key(self) -> str:
        """The key of the row that the mail is about; empty where there is none."""
        return self.thing.partition(":")[2]

    @property
    def recipient_address(self) -> str:
        return self.address if self.person is None else str(self.person.email)


class MailPreference(models.Model):
    """Whether a person wants the mails of a kind that isn't needed. Without a row they get them."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="mail_preferences",
        verbose_name=_("person"),
    )
    kind = models.CharField(_("kind"), max_length=40)
    is_wanted = models.BooleanField(_("wanted"))
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("preference for mails")
        verbose_name_plural = _("preferences for mails")
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_preference_per_person_and_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.is_wanted}"
