"""Taking a person out of an organisation."""

from __future__ import annotations

from typing import Any

from editorial.people.actions.member_action import MemberAction


class RemoveMember(MemberAction):
    """Ends a membership, for good: the rights are gone at the person's next request. Raises ``PeopleError``."""

    action_name = "remove_member"

    def check_state(self) -> None:
        super().check_state()
        self.refuse_for_the_only_responsible()

    def write(self) -> dict[str, Any]:
        data = self.data(self.membership.role)
        self.take_back_invitations()
        self.membership.delete()
        return data
