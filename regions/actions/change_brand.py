"""Changing how a portal looks and whom people reach there (docs/needs.md, C9): the coordinator's part of a portal."""

from typing import Any

from django.db import transaction
from wagtail.actions.base import BaseAction
from wagtail.log_actions import log

from regions.models import Portal
from regions.models.portal import validate_brand_colour
from regions.permissions import may_coordinate

BRAND_FIELDS = ("brand_strong", "logo", "contact_name", "contact_email", "contact_phone")


class ChangeBrand(BaseAction):
    """Set some of ``BRAND_FIELDS`` on a portal, and leave a line in the log when something has changed.

    ``execute`` raises ``PermissionDenied`` for whoever doesn't coordinate the portal, ``ValueError`` for other fields
    and ``ValidationError`` for a colour on which texts can't be read. It returns the portal as it is now;
    ``changed_fields`` then names what has changed.
    """

    action_name = "change_brand"

    def __init__(self, instance: Portal, user: Any = None, *, values: dict[str, Any]) -> None:
        super().__init__(instance, user=user)
        self.values = values
        self.changed_fields: list[str] = []

    def user_has_permission(self) -> bool:
        return may_coordinate(self.user, self.instance)

    def execute(self, skip_permission_checks: bool = False) -> Portal:
        self.check(skip_permission_checks=skip_permission_checks)
        self._validate()
        return self._change()

    def _validate(self) -> None:
        unknown = set(self.values) - set(BRAND_FIELDS)
        if unknown:
            raise ValueError(f"A brand has no {sorted(unknown)}.")
        if "brand_strong" in self.values:
            validate_brand_colour(self.values["brand_strong"])

    @transaction.atomic
    def _change(self) -> Portal:
        portal: Portal = Portal.objects.select_for_update().get(pk=self.instance.pk)
        before = {name: getattr(portal, name) for name in self.values}
        self.changed_fields = [name for name, value in self.values.items() if before[name] != value]
        if self.changed_fields:
            for name in self.changed_fields:
                setattr(portal, name, self.values[name])
            portal.save(update_fields=self.changed_fields)
            changes = {name: _in_words(before[name], self.values[name]) for name in self.changed_fields}
            log(portal, "regions.change_brand", user=self.user, data={"changed": changes})
        return portal


def _in_words(before: Any, after: Any) -> list[str]:
    return [str(before or ""), str(after or "")]
