"""The mails that have arrived, in tests that don't watch the sending itself."""

from __future__ import annotations

from typing import Any

from django.core import mail

from editorial.mails.delivery import deliver
from editorial.mails.models import Mail, MailStatus


def deliver_all() -> list[Any]:
    """Send what waits; return all messages that have arrived, the oldest first."""
    for row in Mail.objects.filter(status=MailStatus.QUEUED).order_by("pk"):
        deliver(row.pk)
    return list(mail.outbox)
