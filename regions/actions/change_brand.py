"""Changing how a portal looks and whom people reach there (NEEDS C9): the coordinator's part of a portal."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from regions.models import Portal
from regions.models.portal import validate_brand_colour
from regions.permissions import may_coordinate

BRAND_FIELDS = ("brand_strong", "logo", "contact_name", "contact_email", "contact_phone")


@dataclass
class ChangeBrand:
    """Set some of ``BRAND_FIELDS`` on a portal, and leave a line in the log when something has changed.

    Raises ``PermissionDenied`` for whoever doesn't coordinate the portal and ``ValidationError`` for a colour on which
    texts can't be read. Returns the names of the fields that changed.
    """

    portal: Portal
    values: dict[str, Any]
    user: Any

    def execute(self, skip_permission_checks: bool = False) -> list[str]:
        if not skip_permission_checks and not may_coordinate(self.user, self.portal):
            raise PermissionDenied
        unknown = set(self.values) - set(BRAND_FIELDS)
        if unknown:
            raise ValueError(f"A brand has no {sorted(unknown)}.")
        if "brand_strong" in self.values:
            validate_brand_colour(self.values["brand_strong"])
        with transaction.atomic():
            return self._change(Portal.objects.select_for_update().get(pk=self.portal.pk))

    def _change(self, portal: Portal) -> list[str]:
        before = {name: getattr(portal, name) for name in self.values}
        changed = [name for name, value in self.values.items() if before[name] != value]
        if changed:
            for name in changed:
                setattr(portal, name, self.values[name])
            portal.save(update_fields=changed)
            described = _described(before, self.values, changed)
            log(portal, "regions.change_brand", user=self.user, data={"changed": described})
        return changed


def _described(before: dict[str, Any], after: dict[str, Any], changed: list[str]) -> dict[str, list[str]]:
    return {name: [str(before[name] or ""), str(after[name] or "")] for name in changed}
