"""What an organisation hears when the account of one of its people has been closed or erased."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from editorial.people.actions.member_action import OrganisationPeopleAction
from listings.models import Organisation, OrganisationMembership


class LoseMember(OrganisationPeopleAction):
    """Writes it down and tells everybody who is left. The rights of the account have gone already.

    ``person`` is None where the account has been erased. ``user`` closed or erased it, and isn't asked for rights here.
    """

    action_name = "lose_member"

    def __init__(self, organisation: Organisation, person: Any, user: Any = None) -> None:
        super().__init__(organisation, user)
        self.person = person

    def user_has_permission(self) -> bool:
        return True

    def write(self) -> dict[str, Any]:
        return self.data("")


def organisations_of_accounts(account_ids: Iterable[int]) -> list[Organisation]:
    """Return the organisations for which these accounts can write."""
    rows = OrganisationMembership.objects.effective().filter(user__in=list(account_ids))
    return list(Organisation.objects.with_portal().filter(pk__in=rows.values("organisation")).order_by("pk"))
