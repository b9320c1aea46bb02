"""Mails about people and their roles."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.accounts.make_account import account_of
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail
from editorial.mails.signed_links import signed_link
from editorial.people.actions.invite import INVITATION
from editorial.people.models import Invitation
from editorial.people.role_names import role_sentence
from regions.local_days import local_day
from regions.models import Portal, PortalRole
from regions.people import person_name
from regions.permissions import coordinates

#: What the link of an invitation does (``editorial.mails.signed_links``).
ACCEPT = "accept-invitation"

#: Roles of people who work in the admin, which is on the national portal's host.
STAFF_ROLES = frozenset({PortalRole.COORDINATOR, PortalRole.NATIONAL_ADMIN})


def link_key(invitation: Invitation) -> str:
    """Return what the link signs: the invitation, and when it was sent, so that a newer mail replaces an older one."""
    return f"{invitation.pk} {invitation.sent_at.isoformat(timespec='microseconds')}"


def invitation_link(invitation: Invitation, language: str = "") -> str:
    """Return the address of the page where the invitation is accepted, in a language of the portal that has it."""
    portal = portal_of_link(invitation)
    wanted = language or invitation.language
    language = wanted if wanted in portal.languages else portal.first_language
    return signed_link(ACCEPT, link_key(invitation), portal=portal, language=language)


def portal_of_link(invitation: Invitation) -> Portal:
    """Return the portal on whose host the person signs in: the invitation's, or the national one for staff.

    Staff are those who are invited to be, and those who are already and come to an organisation besides.
    """
    account = account_of(invitation.address)
    is_staff = invitation.organisation_id is None and invitation.role in STAFF_ROLES
    if is_staff or (account is not None and coordinates(account)):
        return Portal.objects.select_related("site").filter(is_national=True).first() or invitation.portal
    return invitation.portal


def invitation_mail(mail: Mail) -> MailContent | None:
    invitation = (
        Invitation.objects.select_related("portal__site", "organisation", "invited_by")
        .filter(pk=mail.thing_key)
        .first()
    )
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
            invitation_link(invitation),
        ),
        notes=(
            _("The link works until %(day)s, once.") % {"day": local_day(invitation.expires_at)},
            _("If you don't know what this is about, do nothing: without you nothing happens."),
        ),
    )


def connect() -> None:
    kinds.register(INVITATION, MailKind(invitation_mail, label=gettext_lazy("invitations")))
