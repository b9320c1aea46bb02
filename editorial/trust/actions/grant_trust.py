"""Changing what an organisation publishes itself."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.trust.actions.errors import TrustError
from editorial.trust.actions.trust_action import TrustAction, writes_for
from editorial.trust.models import OrganisationTrust, TrustLevel
from listings.models import Organisation
from regions.permissions import may_coordinate


class GrantTrust(TrustAction):
    """Grants a level of trust, or takes it away. Only the coordinators of the organisation's portal may."""

    action_name = "grant_trust"
    permission_message = gettext_lazy("Only the portal's coordinators may do this.")

    def __init__(self, organisation: Organisation, level: str, user: Any = None) -> None:
        super().__init__(organisation, user)
        self.level = level

    def user_has_permission(self) -> bool:
        """Not somebody of the organisation, who would trust themselves."""
        return may_coordinate(self.user, self.instance.home_portal) and not writes_for(self.user, self.instance)

    def check_state(self) -> None:
        if self.level not in TrustLevel.values:
            raise TrustError(_("Choose what the organisation publishes itself."))

    def write(self) -> dict[str, Any]:
        before = OrganisationTrust.objects.valid().filter(organisation=self.instance).values_list("level", flat=True)
        was = before.first() or TrustLevel.REVIEW
        values = {
            "level": self.level,
            "portal": self.instance.home_portal,
            "granted_by": self.user,
            "granted_at": timezone.now(),
        }
        OrganisationTrust.objects.update_or_create(organisation=self.instance, defaults=values)
        return {"organisation": str(self.instance.pk), "level": str(self.level), "before": str(was)}
