"""From a mail's words to the message that is sent: headers, plain text, and the same as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from editorial.mails.mail_kinds import MailContent, kind_label
from editorial.mails.mail_styles import dark_rules, styles
from editorial.mails.models import Mail
from regions.languages import direction
from regions.models import Portal
from regions.written.clean_text import clean_text

#: Characters of a subject; mail programs show fewer.
SUBJECT_LENGTH = 150


class OutgoingMessage(EmailMultiAlternatives):
    """A message whose headers aren't folded: some mail programs don't find a long address on a line of its own."""

    def message(self, *args: Any, **kwargs: Any) -> Any:
        message = super().message(*args, **kwargs)
        message.policy = message.policy.clone(max_line_length=998)
        return message


@dataclass(frozen=True)
class Farewell:
    """The end of a mail that isn't needed: why it came, and the address where one says that it needn't."""

    words: str
    address: str


def make_message(mail: Mail, content: MailContent, unsubscribe_address: str = "") -> EmailMultiAlternatives:
    """Make the message in the active language. ``unsubscribe_address``: for kinds that aren't needed."""
    farewell = None
    if unsubscribe_address:
        why = _("You get this because you get mails about: %(kind)s.") % {"kind": kind_label(mail.kind)}
        farewell = Farewell(why, unsubscribe_address)
    headers = {
        "Message-ID": f"<mail-{mail.pk}-{mail.created_at:%Y%m%d%H%M%S}@{_host(mail.portal)}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": mail.language,
    }
    if farewell:
        headers["List-Unsubscribe"] = f"<{farewell.address}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = OutgoingMessage(
        subject=one_line(content.subject)[:SUBJECT_LENGTH],
        body=plain_text(content, mail.portal, farewell),
        from_email=sender(mail.portal),
        to=[mail.recipient_address],
        reply_to=_reply_to(mail.portal),
        headers=headers,
    )
    context = {
        "content": content,
        "portal": mail.portal,
        "farewell": farewell,
        "language": mail.language,
        "direction": direction(mail.language),
        "style": styles(mail.portal.brand, direction(mail.language)),
        "dark_rules": dark_rules(mail.portal.brand),
    }
    message.attach_alternative(render_to_string("editorial/mails/mail.html", context), "text/html")
    return message


def sender(portal: Portal) -> str:
    """The sender: the portal's title with the address of ``DEFAULT_FROM_EMAIL``."""
    return formataddr((one_line(portal.title), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def plain_text(content: MailContent, portal: Portal, farewell: Farewell | None = None) -> str:
    """The mail as plain text: what people wrote stays as it is, quotes have ``>`` before each line."""
    parts = [_lines(paragraph) for paragraph in content.paragraphs]
    if content.quote:
        parts.append("\n".join(f"> {line}".rstrip() for line in _lines(content.quote).split("\n")))
    if content.code:
        parts.append(f"    {content.code}")
    if content.button:
        words, address = content.button
        parts.append(f"{words}:\n{address}")
    parts += [_lines(note) for note in content.notes]
    # The line that mail programs know as the beginning of a signature ends in a space.
    end = ["-- ", one_line(portal.title), portal.root_url]
    if farewell:
        end += ["", farewell.words, f"{_('Stop these mails, or get them again')}:", farewell.address]
    return "\n\n".join(part for part in parts if part) + "\n\n" + "\n".join(end) + "\n"


def _lines(text: str) -> str:
    return clean_text(text, lines=True).strip()


def _reply_to(portal: Portal) -> list[str] | None:
    """The portal's contact; None where there is none, or where it isn't an address."""
    try:
        validate_email(portal.contact_email)
    except ValidationError:
        return None
    return [portal.contact_email]


def _host(portal: Portal) -> str:
    return urlsplit(portal.root_url).hostname or "localhost"
