"""Who may do what with the pages of a family. The only place that says so; views and hooks ask here."""

from __future__ import annotations

from typing import Any

from wagtail.models import PagePermissionTester

from listings.models.membership import OrganisationMembership
from regions.permissions import may_coordinate, translator_languages


def may_edit_for(user: Any, organisation_id: Any) -> bool:
    """Whether the user writes for this organisation."""
    return OrganisationMembership.objects.filter(user=user, organisation_id=organisation_id).exists()


class FamilyPagePermissionTester(PagePermissionTester):
    """Wagtail's page rights, with the family rules: one copy action, no aliases, translators by language."""

    def _home_portal(self) -> Any:
        record = self.page.record
        return record.home_portal if record else None

    def _is_coordinator(self) -> bool:
        portal = self._home_portal()
        return bool(portal) and may_coordinate(self.user, portal)

    def is_translator(self) -> bool:
        """Whether the user translates into this version's language in its home portal; never true of a source."""
        portal = self._home_portal()
        return (
            portal is not None
            and self.user.is_active
            and not self.page.is_source
            and self.page.language in translator_languages(self.user, portal)
        )

    def can_edit(self) -> bool:
        return super().can_edit() or self.is_translator()

    def can_view_revisions(self) -> bool:
        return super().can_view_revisions() or self.is_translator()

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False


class ActivityPagePermissionTester(FamilyPagePermissionTester):
    """An activity: its organisation's editors, its portal's coordinators, and translators of the version's language."""


class OrganisationPagePermissionTester(FamilyPagePermissionTester):
    """An organisation: editors add and change activities below it, but the organisation itself is the coordinator's."""

    def _is_below_own_right(self) -> bool:
        return self.user.is_superuser or self._is_coordinator()

    def can_edit(self) -> bool:
        return (super().can_edit() and self._is_below_own_right()) or self.is_translator()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return super().can_delete(ignore_bulk) and self._is_below_own_right()

    def can_unpublish(self) -> bool:
        return super().can_unpublish() and self._is_below_own_right()

    def can_move(self) -> bool:
        return super().can_move() and self._is_below_own_right()

    def can_view_revisions(self) -> bool:
        return super().can_view_revisions() and (self._is_below_own_right() or self.is_translator())

    def can_submit_for_moderation(self) -> bool:
        return super().can_submit_for_moderation() and self._is_below_own_right()
