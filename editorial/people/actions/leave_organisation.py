"""Leaving an organisation."""

from __future__ import annotations

from editorial.people.actions.remove_member import RemoveMember
from listings.models import OrganisationMembership


class LeaveOrganisation(RemoveMember):
    """Ends a person's own membership. Raises ``PeopleError``, also for the last responsible person."""

    action_name = "leave_organisation"

    def __init__(self, membership: OrganisationMembership) -> None:
        super().__init__(membership, membership.user)

    def user_has_permission(self) -> bool:
        return bool(self.user.is_active)
