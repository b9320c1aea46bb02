"""A new person of an organisation. Whoever calls these has made sure that the person may come in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from editorial.people.actions.errors import PeopleError
from editorial.people.actions.member_action import OrganisationPeopleAction
from listings.enums import OrganisationRole, OrganisationStatus
from listings.models import Organisation, OrganisationMembership

#: People and open invitations that an organisation may have together.
MAX_PEOPLE = 100


def refuse_unless_open(organisation: Organisation) -> None:
    """Raise ``PeopleError`` where nobody comes in now: the organisation is suspended, or has left the service."""
    if organisation.status != OrganisationStatus.JOINED:
        raise PeopleError(
            _("Nobody can be added while the organisation is “%(status)s”. Ask the portal's coordinators.")
            % {"status": organisation.get_status_display()}
        )


class JoinByInvitation(OrganisationPeopleAction):
    """Adds a person who has accepted an invitation; ``user`` is that person.

    A person who is in the organisation already keeps the higher of the two roles.
    """

    action_name = "join_by_invitation"

    def __init__(self, organisation: Organisation, person: Any, role: str, user: Any = None) -> None:
        super().__init__(organisation, user or person)
        self.person = person
        self.role = role

    def user_has_permission(self) -> bool:
        return bool(self.person.is_active)

    def check_state(self) -> None:
        refuse_unless_open(self.instance)

    def write(self) -> dict[str, Any]:
        membership, is_new = OrganisationMembership.objects.get_or_create(
            user=self.person, organisation=self.instance, defaults={"role": self.role}
        )
        if not is_new and self.role == OrganisationRole.RESPONSIBLE != membership.role:
            membership.role = self.role
            membership.save(update_fields=["role"])
        return self.data(membership.role)


class LetIn(JoinByInvitation):
    """Adds a person who has asked; ``user`` is who lets them in. Rights are checked."""

    action_name = "let_in"

    def user_has_permission(self) -> bool:
        return bool(self.person.is_active) and OrganisationPeopleAction.user_has_permission(self)
