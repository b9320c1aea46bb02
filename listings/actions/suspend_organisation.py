"""Suspending an organisation, which hides it and its activities on all portals, and resuming it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.actions.base import RecordAction
from listings.actions.errors import ActionError, ActionPermissionError
from listings.enums import OrganisationStatus
from listings.models import Organisation, OrganisationPage
from regions.permissions import may_coordinate


class OrganisationActionError(ActionError):
    """The organisation isn't in a state for it."""


class OrganisationActionPermissionError(OrganisationActionError, ActionPermissionError):
    """Only its portal's coordinators and national administrators suspend an organisation."""


class ChangeOrganisationStatus(RecordAction):
    """Changes ``before`` to ``after``; pages and memberships stay. Raises ``OrganisationActionError``."""

    instance: Organisation
    page_model = OrganisationPage
    permission_error_class = OrganisationActionPermissionError
    permission_message = _("Only the portal's coordinators may do this.")
    before: ClassVar[OrganisationStatus]
    after: ClassVar[OrganisationStatus]

    def __init__(self, organisation: Organisation, user: Any = None, reason: str = "") -> None:
        super().__init__(organisation, user)
        self.reason = reason

    def user_has_permission(self) -> bool:
        return may_coordinate(self.user, self.instance.home_portal)

    def check_state(self) -> None:
        if self.instance.status != self.before:
            raise OrganisationActionError(_("This organisation is “%s”.") % self.instance.get_status_display())

    def write(self) -> dict[str, Any]:
        self.instance.status = self.after
        self.instance.status_changed_at = timezone.now()
        self.instance.save(update_fields=["status", "status_changed_at"])
        return {"reason": self.reason}


class SuspendOrganisation(ChangeOrganisationStatus):
    action_name = "suspend"
    before, after = OrganisationStatus.JOINED, OrganisationStatus.SUSPENDED


class ResumeOrganisation(ChangeOrganisationStatus):
    action_name = "resume_organisation"
    before, after = OrganisationStatus.SUSPENDED, OrganisationStatus.JOINED
