"""Taking an organisation with everything that it announces off all portals at once, and bringing it back."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from listings.actions.errors import ActionError, ActionPermissionError
from listings.enums import OrganisationStatus
from listings.models import Organisation, OrganisationPage
from regions.permissions import may_coordinate


class OrganisationActionError(ActionError):
    """The organisation isn't in a state for it."""


class OrganisationActionPermissionError(OrganisationActionError, ActionPermissionError):
    """Only its portal's coordinators and national administrators suspend an organisation."""


class ChangeOrganisationStatus:
    """From ``before`` to ``after``; pages and memberships stay as they are."""

    log_action: ClassVar[str]
    before: ClassVar[OrganisationStatus]
    after: ClassVar[OrganisationStatus]

    def __init__(self, organisation: Organisation, user: Any = None, reason: str = "") -> None:
        self.organisation = organisation
        self.user = user
        self.reason = reason

    def check(self, skip_permission_checks: bool = False) -> None:
        if self.user is None or skip_permission_checks:
            return
        if not may_coordinate(self.user, self.organisation.home_portal):
            raise OrganisationActionPermissionError(_("Only the portal's coordinators may do this."))

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Organisation:
        """The record as it is now. Raises ``OrganisationActionError``."""
        self.check(skip_permission_checks)
        organisation: Organisation = Organisation.objects.select_for_update().get(pk=self.organisation.pk)
        if organisation.status != self.before:
            raise OrganisationActionError(_("This organisation is “%s”.") % organisation.get_status_display())
        organisation.status = self.after
        organisation.status_changed_at = timezone.now()
        organisation.save(update_fields=["status", "status_changed_at"])
        page = OrganisationPage.objects.source_of(organisation)
        log(page or organisation, self.log_action, user=self.user, data={"reason": self.reason})
        self.organisation = organisation
        return organisation


class SuspendOrganisation(ChangeOrganisationStatus):
    log_action = "listings.suspend"
    before, after = OrganisationStatus.JOINED, OrganisationStatus.SUSPENDED


class ResumeOrganisation(ChangeOrganisationStatus):
    log_action = "listings.resume_organisation"
    before, after = OrganisationStatus.SUSPENDED, OrganisationStatus.JOINED
