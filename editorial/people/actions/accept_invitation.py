"""Accepting an invitation: the role that it offers, for the person whose address it went to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from editorial.people.actions.add_member import JoinByInvitation
from editorial.people.actions.errors import PeopleError
from editorial.people.last_days import has_passed
from editorial.people.models import Invitation
from editorial.people.permissions import may_manage_invitation
from editorial.people.portal_role_notices import tell_of_arrival
from listings.enums import OrganisationStatus
from listings.models import Organisation, OrganisationMembership
from regions.models import PortalMembership


def is_acceptable(invitation: Invitation) -> bool:
    """Whether the invitation still gives its role.

    It is neither used nor old; the role's last day hasn't passed; who sent it may still do so; and its organisation is
    in the service.
    """
    if not invitation.is_open or has_passed(invitation.ends_on) or not inviter_may_still(invitation):
        return False
    return invitation.organisation is None or invitation.organisation.status == OrganisationStatus.JOINED


def inviter_may_still(
    invitation: Invitation, may_invite: Callable[[Any, Invitation], bool] = may_manage_invitation
) -> bool:
    """Whether who sent the invitation may send it now, too; a program may. ``may_invite`` decides for a person."""
    inviter = invitation.invited_by
    return invitation.is_by_program or (inviter is not None and may_invite(inviter, invitation))


@transaction.atomic
def accept_invitation(invitation: Invitation, user: Any) -> PortalMembership | OrganisationMembership:
    """Give the person the role, and use the invitation up. Raises ``PeopleError`` where it no longer works.

    The caller has made sure that the person is who was invited: they came by the link of the mail.
    """
    if invitation.organisation_id is not None:  # the same order of locks as in the actions on members
        list(Organisation.objects.select_for_update().filter(pk=invitation.organisation_id))
    locked = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("organisation__home_portal", "portal", "invited_by")
        .filter(pk=invitation.pk)
        .first()
    )
    if locked is None or not is_acceptable(locked) or not user.is_active:
        raise PeopleError(_("This invitation no longer works. Ask for a new one."))
    locked.accepted_at = timezone.now()
    locked.accepted_by = user
    locked.save(update_fields=["accepted_at", "accepted_by"])
    if locked.organisation is None:
        return _portal_membership(locked, user)
    JoinByInvitation(locked.organisation, user, locked.role).execute()
    membership: OrganisationMembership = OrganisationMembership.objects.get(user=user, organisation=locked.organisation)
    return membership


def _portal_membership(invitation: Invitation, user: Any) -> PortalMembership:
    membership, is_new = PortalMembership.objects.update_or_create(
        user=user,
        portal=invitation.portal,
        role=invitation.role,
        defaults={"languages": invitation.languages, "ends_on": invitation.ends_on},
    )
    if is_new:
        tell_of_arrival(membership)
    data = {"person": user.pk, "role": invitation.role}
    log(invitation.portal, "editorial.take_portal_role", user=user, data=data)
    return membership
