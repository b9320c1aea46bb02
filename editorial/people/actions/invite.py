"""Inviting a person by mail to a role in an organisation or in a portal."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from editorial.form_guard import attempt_limits
from editorial.form_guard.attempt_limits import Limit, LimitReachedError
from editorial.mails.mail_addresses import has_mail_links
from editorial.mails.models import Mail
from editorial.mails.queueing import queue_mail
from editorial.people.actions.add_member import MAX_PEOPLE, refuse_unless_open
from editorial.people.actions.errors import PeopleError, PeoplePermissionError
from editorial.people.last_days import fault_of_giver, fault_of_last_day, has_passed
from editorial.people.models import Invitation
from editorial.people.permissions import may_give_role, may_manage_invitation, may_manage_organisation
from listings.enums import OrganisationRole
from listings.models import Organisation, OrganisationMembership
from regions.models import Portal, PortalMembership, PortalRole
from regions.permissions import may_coordinate

#: The kind of the mail (``editorial.people.people_mails``).
INVITATION = "invitation"
#: Invitations that one address gets in 24 hours, whoever sends them.
MAX_MAILS_A_DAY = 10
#: Mails with invitations in 24 hours: to one organisation, and by one person in all of them; by one who coordinates the
#: place. Sending again counts, and withdrawing gives nothing back.
OF_ORGANISATION = Limit("invitations-organisation", 30, 24 * 60 * 60)
BY_PERSON = Limit("invitations-person", 50, 24 * 60 * 60)
BY_COORDINATOR = Limit("invitations-coordinator", 300, 24 * 60 * 60)


@dataclass
class Invite:
    """Invites an address. Without ``by`` rights aren't checked: a program invites.

    With ``organisation``, ``role`` is an ``OrganisationRole`` and ``portal`` isn't needed; else it is a ``PortalRole``
    in ``portal``, and a translator's has ``languages``. An address that has an open invitation to the same role gets it
    again. Raises ``PeopleError`` where the person has the role already, or a value is wrong.
    """

    address: str
    role: str
    organisation: Organisation | None = None
    portal: Portal | None = None
    languages: Sequence[str] = ()
    ends_on: datetime.date | None = None
    language: str = ""
    by: Any = None

    @transaction.atomic
    def execute(self) -> Invitation:
        self.check()
        invitation, is_new = Invitation.objects.select_for_update().get_or_create(
            address=self.address.strip().lower(),
            organisation=self.organisation,
            portal=self._portal(),
            role=self.role,
            accepted_at=None,
            defaults=self._facts(),
        )
        if not is_new:
            for name, value in {**self._facts(), "sent_at": timezone.now()}.items():
                setattr(invitation, name, value)
            invitation.save()
        send(invitation)
        if self.organisation is None:
            data = {"role": self.role, "invitation": str(invitation.pk)}
            log(invitation.portal, "editorial.invite_to_portal", user=self.by, data=data)
        return invitation

    def check(self) -> None:
        """Raise ``PeoplePermissionError`` or ``PeopleError``."""
        if self.by is not None and not self._is_permitted():
            raise PeoplePermissionError(_("You may not invite people to this role."))
        try:
            validate_email(self.address.strip())
        except ValidationError as error:
            raise PeopleError(_("Write a whole e-mail address, such as name@example.org.")) from error
        if self.organisation is not None:
            self._check_organisation_role(self.organisation)
        else:
            self._check_portal_role()

    def _portal(self) -> Portal:
        portal = self.portal if self.organisation is None else self.organisation.home_portal
        if portal is None:
            raise PeopleError(_("Choose a portal."))
        return portal

    def _is_permitted(self) -> bool:
        if self.organisation is not None:
            return may_manage_organisation(self.by, self.organisation)
        return may_give_role(self.by, self._portal(), self.role)

    def _check_organisation_role(self, organisation: Organisation) -> None:
        if self.role not in OrganisationRole.values:
            raise PeopleError(_("Choose a role."))
        refuse_unless_open(organisation)
        members = OrganisationMembership.objects.filter(organisation=organisation)
        if members.filter(user__email__iexact=self.address.strip()).exists():
            raise PeopleError(_("This person is in the organisation already."))
        invited = Invitation.objects.filter(organisation=organisation, accepted_at=None)
        if members.count() + invited.count() >= MAX_PEOPLE:
            raise PeopleError(_("An organisation has at most %d people and invitations.") % MAX_PEOPLE)

    def _check_portal_role(self) -> None:
        if self.role not in PortalRole.values:
            raise PeopleError(_("Choose a role."))
        try:
            PortalMembership(portal=self._portal(), role=self.role, languages=list(self.languages)).clean()
        except ValidationError as error:
            raise PeopleError(" ".join(error.messages)) from error
        fault = fault_of_last_day(self.ends_on) or fault_of_giver(
            self.ends_on, by=self.by, portal=self._portal(), role=self.role
        )
        if fault:
            raise PeopleError(fault)
        members = PortalMembership.objects.not_over().filter(portal=self._portal(), role=self.role)
        if members.filter(user__email__iexact=self.address.strip()).exists():
            raise PeopleError(_("This person has the role already."))

    def _facts(self) -> dict[str, Any]:
        return {
            "languages": list(self.languages),
            "ends_on": self.ends_on,
            "language": self.language or self._portal().first_language,
            "invited_by": self.by,
            "is_by_program": self.by is None,
        }


@transaction.atomic
def send_again(invitation: Invitation, *, by: Any) -> Invitation:
    """Send an invitation anew, valid from now; the link of the earlier mail stops working. Raises ``PeopleError``.

    ``by`` counts as the one who invites from now on.
    """
    invitation = _open(invitation, by)
    if invitation.organisation is not None:
        refuse_unless_open(invitation.organisation)
    if has_passed(invitation.ends_on):
        raise PeopleError(_("The last day of this role has passed. Take the invitation back and send a new one."))
    if fault := fault_of_giver(invitation.ends_on, by=by, portal=invitation.portal, role=invitation.role):
        raise PeopleError(fault)
    invitation.sent_at = timezone.now()
    invitation.invited_by = by
    invitation.is_by_program = False
    invitation.save(update_fields=["sent_at", "invited_by", "is_by_program"])
    send(invitation)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Any) -> None:
    """Delete an invitation that hasn't been accepted; its link stops working. Raises ``PeopleError``."""
    _open(invitation, by).delete()


def send(invitation: Invitation) -> None:
    """Queue the mail. Raises ``PeopleError`` where the address has got, or who invites has sent, many today.

    It is raised, too, in a project that hasn't included the page where people accept.
    """
    if not has_mail_links():
        raise PeopleError(_("This site has no page where an invitation could be accepted."))
    _count(invitation)
    recent = timezone.now() - datetime.timedelta(days=1)
    sent = Mail.objects.filter(kind=INVITATION, address=invitation.address, created_at__gte=recent)
    if sent.count() >= MAX_MAILS_A_DAY:
        raise PeopleError(_("This address has got many invitations today. Try again tomorrow."))
    queue_mail(
        INVITATION,
        portal=invitation.portal,
        address=invitation.address,
        thing=invitation,
        period=invitation.sent_at.isoformat(timespec="microseconds"),
        language=invitation.language,
    )


def _count(invitation: Invitation) -> None:
    """Count the mail for whoever sends it. A program's aren't counted."""
    inviter, organisation = invitation.invited_by, invitation.organisation
    if inviter is None:
        return
    if organisation is None or may_coordinate(inviter, organisation.home_portal):
        counters = [(BY_COORDINATOR, str(inviter.pk))]
    else:
        counters = [(OF_ORGANISATION, str(organisation.pk)), (BY_PERSON, str(inviter.pk))]
    try:
        attempt_limits.count(*counters)
    except LimitReachedError as error:
        raise PeopleError(
            _("Many invitations have been sent today. Try again tomorrow, or ask the portal's coordinators.")
        ) from error


def _open(invitation: Invitation, by: Any) -> Invitation:
    locked = Invitation.objects.select_for_update().filter(pk=invitation.pk).first()
    if locked is None or not may_manage_invitation(by, locked):
        raise PeoplePermissionError(_("You may not invite people to this role."))
    if locked.accepted_at is not None:
        raise PeopleError(_("The invitation has been accepted already."))
    return locked
