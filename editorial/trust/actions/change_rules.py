"""Changing a portal's rules of review."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from editorial.trust.actions.errors import TrustError, TrustPermissionError
from editorial.trust.models import PortalReviewRules
from regions.models import Portal
from regions.permissions import may_coordinate


class ChangeRules:
    """Writes the rules of a portal; its coordinators may."""

    def __init__(self, portal: Portal, user: Any, *, sample_percent: int, writers_may_approve: bool) -> None:
        self.portal, self.user = portal, user
        self.sample_percent, self.writers_may_approve = sample_percent, writers_may_approve

    @transaction.atomic
    def execute(self) -> PortalReviewRules:
        """Raises ``TrustPermissionError``, and ``TrustError`` for a share that isn't one."""
        if not may_coordinate(self.user, self.portal):
            raise TrustPermissionError(_("Only the portal's coordinators may do this."))
        if not 0 <= self.sample_percent <= 100:
            raise TrustError(_("A share is between 0 and 100 percent."))
        values = {"sample_percent": self.sample_percent, "writers_may_approve": self.writers_may_approve}
        rules, _is_new = PortalReviewRules.objects.update_or_create(portal=self.portal, defaults=values)
        log(self.portal, "editorial.change_review_rules", user=self.user, data=values)
        return rules
