"""Sending a mail again that has failed or was interrupted."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.mails.models import IN_TROUBLE, Mail, MailStatus
from editorial.mails.tasks import deliver_mail
from regions.permissions import is_national_admin


class ResendError(Exception):
    """The mail can't be sent again; the message says why, for the person who asked."""


class ResendPermissionError(ResendError):
    """The person may not send mails again."""


def may_look_at_mails(user: Any) -> bool:
    """Whether the person sees the ledger of mails and may send one again."""
    return is_national_admin(user)


@transaction.atomic
def send_again(mail_id: int, *, by: Any) -> Mail:
    """Queue a mail that failed or was interrupted anew, with all its attempts. Raises ``ResendError``."""
    if not may_look_at_mails(by):
        raise ResendPermissionError(_("You may not send mails again."))
    mail = Mail.objects.select_for_update(of=("self",)).filter(pk=mail_id).first()
    if mail is None:
        raise ResendError(_("This mail isn't there any more."))
    if mail.has_secrets:
        raise ResendError(_("What this mail said is no longer valid. The person can ask for a new one."))
    if mail.status not in IN_TROUBLE:
        raise ResendError(
            _("This mail is not to be sent again: it is “%(state)s”.") % {"state": mail.get_status_display()}
        )
    mail.status, mail.attempts, mail.error, mail.next_attempt_at = MailStatus.QUEUED, 0, "", timezone.now()
    mail.save(update_fields=["status", "attempts", "error", "next_attempt_at"])
    transaction.on_commit(partial(deliver_mail.enqueue, mail.pk))
    return mail
