"""Accepting an invitation: the role that it offers, for the person whose address it went to."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.people.actions.errors import PeopleError
from editorial.people.models import Invitation
from listings.models import OrganisationMembership
from regions.models import PortalMembership


@transaction.atomic
def accept_invitation(invitation: Invitation, user: Any) -> PortalMembership | OrganisationMembership:
    """Give the person the role, and use the invitation up. Raises ``PeopleError`` for one that is old or used.

    The caller has made sure that the person is who was invited: they came by the link of the mail.
    """
    locked = Invitation.objects.select_for_update().filter(pk=invitation.pk).first()
    if locked is None or not locked.is_open:
        raise PeopleError(_("This invitation no longer works. Ask for a new one."))
    membership = _organisation_membership(locked, user) if locked.organisation_id else _portal_membership(locked, user)
    locked.accepted_at = timezone.now()
    locked.accepted_by = user
    locked.save(update_fields=["accepted_at", "accepted_by"])
    return membership


def _organisation_membership(invitation: Invitation, user: Any) -> OrganisationMembership:
    membership, _is_new = OrganisationMembership.objects.update_or_create(
        user=user, organisation=invitation.organisation, defaults={"role": invitation.role}
    )
    return membership


def _portal_membership(invitation: Invitation, user: Any) -> PortalMembership:
    membership, _is_new = PortalMembership.objects.update_or_create(
        user=user,
        portal=invitation.portal,
        role=invitation.role,
        defaults={"languages": invitation.languages, "ends_on": invitation.ends_on},
    )
    return membership
