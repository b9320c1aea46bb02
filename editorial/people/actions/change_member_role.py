"""Making a writer responsible, or a responsible person a writer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from editorial.people.actions.errors import PeopleError
from editorial.people.actions.member_action import MemberAction
from listings.enums import OrganisationRole
from listings.models import OrganisationMembership


class ChangeMemberRole(MemberAction):
    """Gives a person of the organisation another role. Raises ``PeopleError``, also where the person has it already."""

    action_name = "change_member_role"

    def __init__(self, membership: OrganisationMembership, role: str, user: Any = None) -> None:
        super().__init__(membership, user)
        self.role = role

    def check_state(self) -> None:
        super().check_state()
        if self.role not in OrganisationRole.values:
            raise PeopleError(_("Choose a role."))
        if self.role == self.membership.role:
            raise PeopleError(_("This person has the role already."))
        if self.role != OrganisationRole.RESPONSIBLE:
            self.refuse_for_the_only_responsible()

    def write(self) -> dict[str, Any]:
        before = str(self.membership.role)
        self.membership.role = self.role
        self.membership.save(update_fields=["role"])
        if self.role != OrganisationRole.RESPONSIBLE:
            self.take_back_invitations()
        return self.data(self.role, before=before)
