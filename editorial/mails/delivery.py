"""Sending a queued mail."""

from __future__ import annotations

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from editorial.mails.mail_kinds import kinds
from editorial.mails.models import Mail, MailStatus
from regions.languages import direction


def deliver(mail_id: int) -> None:
    mail = Mail.objects.select_related("person", "portal__site").filter(pk=mail_id, status=MailStatus.QUEUED).first()
    kind = kinds.get(mail.kind) if mail else None
    if mail is None or kind is None:
        return
    with translation.override(mail.language):
        content = kind.compose(mail)
        if content is not None:
            _message(mail, content).send()
    mail.status, mail.sent_at, mail.secrets = MailStatus.SENT, timezone.now(), {}
    mail.save(update_fields=["status", "sent_at", "secrets"])


def _message(mail: Mail, content: object) -> EmailMultiAlternatives:
    context = {
        "content": content,
        "portal": mail.portal,
        "language": mail.language,
        "direction": direction(mail.language),
    }
    message = EmailMultiAlternatives(
        subject=" ".join(content.subject.split()),  # type: ignore[attr-defined]
        body=render_to_string("editorial/mails/mail.txt", context),
        to=[mail.recipient_address],
        reply_to=[mail.portal.contact_email] if mail.portal.contact_email else None,
    )
    message.attach_alternative(render_to_string("editorial/mails/mail.html", context), "text/html")
    return message
