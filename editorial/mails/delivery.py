"""Sending a queued mail, once.

Each step is committed before the next begins: queued, being sent, and then how it ended. The row is locked while the
server is spoken to. So of two workers one sends. A mail that is "being sent" although nobody holds its row was
interrupted; whether it arrived nobody knows, so it is shown and not sent again.
"""

from __future__ import annotations

import datetime
import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation

from editorial.mails.mail_kinds import SECRETS_LAST, MailKind, kinds
from editorial.mails.mail_message import make_message
from editorial.mails.models import Mail, MailStatus
from editorial.mails.preferences import is_wanted
from editorial.mails.sending import SendFault, send
from editorial.mails.unsubscribe_links import unsubscribe_link

logger = logging.getLogger(__name__)

#: After a temporary fault, minutes until the next attempt; after the last one the mail has failed, some 32 hours later.
PAUSES = (1, 5, 15, 30, 60, 120, 240, 480, 960)
#: A mail may be "being sent" for this long before its row is locked.
BETWEEN_STEPS = datetime.timedelta(seconds=10)


def deliver(mail_id: int) -> None:
    """Send one mail that is due. Does nothing where another worker has it, or where it is done."""
    began = _begin(mail_id)
    if began is not None:
        _finish(mail_id, *began)


def note_interrupted() -> int:
    """Mark the mails whose sending ended with its process; return their number."""
    with transaction.atomic():
        rows = _lockable().filter(status=MailStatus.SENDING, attempted_at__lt=timezone.now() - BETWEEN_STEPS)
        mails = list(rows)
        for mail in mails:
            _interrupt(mail, "The process ended while the mail was being sent.")
    return len(mails)


def forget_old_secrets() -> int:
    """Give up the waiting mails whose secret is too old, and empty their secrets; return their number."""
    now = timezone.now()
    is_too_old = Q(created_at__lt=now - SECRETS_LAST)
    for name, kind in kinds.items():
        if kind.secrets_last < SECRETS_LAST:
            is_too_old |= Q(kind=name, created_at__lt=now - kind.secrets_last)
    too_old = Mail.objects.filter(is_too_old, status=MailStatus.QUEUED, has_secrets=True)
    return too_old.update(status=MailStatus.TOO_OLD, secrets={}, next_attempt_at=None)


def _lockable() -> QuerySet[Mail]:
    """Rows that nobody else has locked. Their people and portals aren't locked."""
    rows = Mail.objects.select_related("person", "portal__site").order_by("pk")
    return rows.select_for_update(of=("self",), no_key=True, skip_locked=True)


@transaction.atomic
def _begin(mail_id: int) -> tuple[datetime.datetime, EmailMultiAlternatives] | None:
    """Mark a mail that is due as being sent; return when, and its message. None where it isn't to be sent now."""
    mail = _lockable().filter(pk=mail_id).first()
    now = timezone.now()
    if mail is None:
        return None
    if mail.status == MailStatus.SENDING and mail.attempted_at and mail.attempted_at < now - BETWEEN_STEPS:
        _interrupt(mail, "The process ended while the mail was being sent.")
    kind = kinds.get(mail.kind)
    is_due = mail.status == MailStatus.QUEUED and (mail.next_attempt_at is None or mail.next_attempt_at <= now)
    if not is_due:
        return None
    message = _message(mail, kind)
    if message is None:
        return None
    mail.attempts += 1
    mail.attempted_at = now
    _store(mail, MailStatus.SENDING)
    return now, message


@transaction.atomic
def _finish(mail_id: int, began_at: datetime.datetime, message: EmailMultiAlternatives) -> None:
    """Send the message and store how it ended, with the row locked meanwhile."""
    rows = Mail.objects.select_for_update(of=("self",), no_key=True)
    mail = rows.filter(pk=mail_id, status=MailStatus.SENDING, attempted_at=began_at).first()
    if mail is None:
        return
    fault = send(message)
    if fault is None:
        mail.sent_at = timezone.now()
        _store(mail, MailStatus.SENT)
    else:
        _store_fault(mail, fault)


def _store_fault(mail: Mail, fault: SendFault) -> None:
    logger.warning("Mail %s (%s), attempt %s: %s", mail.pk, mail.kind, mail.attempts, fault.words)
    if fault.is_in_doubt:
        _interrupt(mail, fault.words)
    elif fault.is_temporary and mail.attempts <= len(PAUSES):
        mail.next_attempt_at = timezone.now() + datetime.timedelta(minutes=PAUSES[mail.attempts - 1])
        _store(mail, MailStatus.QUEUED, fault.words)
    else:
        _store(mail, MailStatus.FAILED, fault.words)


def _message(mail: Mail, kind: MailKind | None) -> EmailMultiAlternatives | None:
    """Compose the message; None, with the reason stored, where it can't be or shouldn't be sent."""
    if kind is None:
        return _store(mail, MailStatus.FAILED, "This program doesn't know the kind of mail.")
    if mail.has_secrets and mail.created_at < timezone.now() - kind.secrets_last:
        return _store(mail, MailStatus.TOO_OLD)
    if not kind.is_needed and mail.person is not None and not is_wanted(mail.person, mail.kind):
        return _store(mail, MailStatus.UNWANTED)
    if mail.person is not None and not mail.person.is_active:
        return _store(mail, MailStatus.GONE)
    try:
        validate_email(mail.recipient_address)
    except ValidationError:
        return _store(mail, MailStatus.FAILED, "The recipient has no valid e-mail address.")
    try:
        with transaction.atomic(), translation.override(mail.language):
            content = kind.compose(mail)
            if content is None:
                return _store(mail, MailStatus.GONE)
            return make_message(mail, content, "" if kind.is_needed else unsubscribe_link(mail))
    except Exception as error:
        logger.exception("Mail %s (%s) can't be composed", mail.pk, mail.kind)
        return _store(mail, MailStatus.FAILED, f"{type(error).__name__} while the mail was composed.")


def _interrupt(mail: Mail, words: str) -> None:
    _store(mail, MailStatus.INTERRUPTED, words)


def _store(mail: Mail, status: MailStatus, error: str = "") -> Any:
    """Store how far a mail is. Only a waiting mail has a next attempt, only one that isn't done has secrets."""
    mail.status, mail.error = status, error
    if status != MailStatus.QUEUED:
        mail.next_attempt_at = None
    if status not in (MailStatus.QUEUED, MailStatus.SENDING):
        mail.secrets = {}
    mail.save(update_fields=["status", "error", "secrets", "attempts", "attempted_at", "next_attempt_at", "sent_at"])
