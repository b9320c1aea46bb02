"""Handing an organisation over: another person becomes responsible, and the one who hands over stays as a writer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from editorial.people.actions.errors import PeopleError
from editorial.people.actions.member_action import MemberAction
from editorial.people.models import Invitation
from listings.enums import OrganisationRole
from listings.models import OrganisationMembership


class HandOver(MemberAction):
    """Makes the person of ``membership`` responsible, and ``user`` a writer, in one step. Raises ``PeopleError``.

    What ``user`` has invited others to passes to the new responsible person.
    """

    action_name = "hand_over"
    user: Any

    def user_has_permission(self) -> bool:
        return self._own().exists()

    def check_state(self) -> None:
        super().check_state()
        if self.person.pk == self.user.pk or not self.person.is_active:
            raise PeopleError(_("Choose another person of the organisation."))

    def write(self) -> dict[str, Any]:
        invitations = Invitation.objects.filter(organisation=self.instance, accepted_at=None)
        invitations.filter(invited_by=self.user).update(invited_by=self.person)
        for membership, role in (
            (self.membership, OrganisationRole.RESPONSIBLE),
            (self._own().get(), OrganisationRole.WRITER),
        ):
            membership.role = role
            membership.save(update_fields=["role"])
        return self.data(OrganisationRole.RESPONSIBLE)

    def _own(self) -> Any:
        """The membership of who hands over, as long as that person is responsible."""
        return OrganisationMembership.objects.responsible().filter(organisation=self.instance, user_id=self.user.pk)
