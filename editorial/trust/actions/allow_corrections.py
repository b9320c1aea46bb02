"""Changing whether reviewers may correct the spelling of an organisation's texts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from editorial.people.permissions import may_manage_organisation
from editorial.trust.actions.trust_action import TrustAction, writes_for
from editorial.trust.models import OrganisationTrust
from listings.models import Organisation


class AllowCorrections(TrustAction):
    """Lets reviewers correct an organisation's spelling, or no longer. Its responsible people may say so."""

    action_name = "allow_corrections"
    permission_message = gettext_lazy("Only the organisation's responsible people may do this.")

    def __init__(self, organisation: Organisation, is_allowed: bool, user: Any = None) -> None:
        super().__init__(organisation, user)
        self.is_allowed = is_allowed

    def user_has_permission(self) -> bool:
        return writes_for(self.user, self.instance) and may_manage_organisation(self.user, self.instance)

    def write(self) -> dict[str, Any]:
        values = {"allows_spelling_corrections": self.is_allowed}
        OrganisationTrust.objects.update_or_create(organisation=self.instance, defaults=values)
        return {"organisation": str(self.instance.pk), "is_allowed": self.is_allowed}
