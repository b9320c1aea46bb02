"""Mails about people and their roles."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail
from editorial.mails.signed_links import signed_link
from editorial.people.actions.invite import INVITATION
from editorial.people.models import Invitation
from editorial.people.role_names import role_sentence
from regions.people import person_name

#: What the link of an invitation does (``editorial.mails.signed_links``).
ACCEPT = "accept-invitation"


def link_key(invitation: Invitation) -> str:
    """Return what the link signs: the invitation, and when it was sent, so that a newer mail replaces an older one."""
    return f"{invitation.pk} {invitation.sent_at.isoformat(timespec='microseconds')}"


def invitation_mail(mail: Mail) -> MailContent | None:
    _label, _colon, key = mail.thing.partition(":")
    invitation = Invitation.objects.select_related("portal__site", "organisation", "invited_by").filter(pk=key).first()
    if invitation is None or not invitation.is_open:
        return None
    inviter = person_name(invitation.invited_by)
    return MailContent(
        subject=_("You are invited to %(portal)s") % {"portal": invitation.portal.title},
        paragraphs=(
            _("%(person)s invites you.") % {"person": inviter} if inviter else _("You are invited."),
            role_sentence(invitation),
        ),
        button=(
            _("Look at the invitation"),
            signed_link(ACCEPT, link_key(invitation), portal=invitation.portal, language=mail.language),
        ),
        notes=(
            _("The link works until %(day)s, once.") % {"day": date_format(invitation.expires_at, "DATE_FORMAT")},
            _("If you don't know what this is about, do nothing: without you nothing happens."),
        ),
    )


def connect() -> None:
    kinds.register(INVITATION, MailKind(invitation_mail, label=gettext_lazy("invitations")))
