"""Permission testers of the pages of a family; Wagtail gets them through ``permissions_for_user``."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail.models import PagePermissionTester

from listings.enums import OrganisationStatus
from regions.permissions import may_coordinate, translator_languages


class FamilyPagePermissionTester(PagePermissionTester):
    """Wagtail's page permissions with the rules of families.

    Only sources are copied and moved. Translators edit the versions in their languages, at the desk: the admin shows
    them none (``regions.admin_guards.may_see_page``).
    """

    def _home_portal(self) -> Any:
        record = self.page.record
        return record.home_portal if record else None

    def is_coordinator(self) -> bool:
        portal = self._home_portal()
        return portal is not None and may_coordinate(self.user, portal)

    def is_translator(self) -> bool:
        """Whether the user translates into this version's language in its home portal; never true of a source."""
        portal = self._home_portal()
        return (
            portal is not None
            and not self.page.is_source
            and self.page.language in translator_languages(self.user, portal)
        )

    def _may_publish_here(self) -> bool:
        return bool(self.user.is_superuser or "publish" in getattr(self, "permissions", ()))

    def can_edit(self) -> bool:
        return super().can_edit() or self.is_translator()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Deleting a source deletes its translations, so the user must be able to unpublish those that are public."""
        if not super().can_delete(ignore_bulk):
            return False
        return self._may_publish_here() or not self.page.is_source or not self.page.family().filter(live=True).exists()

    def can_move(self) -> bool:
        return self.page.is_source and super().can_move()

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        """Refuse: Wagtail's copies and aliases would be outside the family. Our action doesn't ask this."""
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False


class ActivityPagePermissionTester(FamilyPagePermissionTester):
    """Activities: for the organisation's editors, the portal's coordinators, and translators of the language.

    While the organisation is suspended, or has left, its editors change nothing.
    """

    def _is_in_service(self) -> bool:
        listing = self.page.record
        return listing is None or listing.organisation.status == OrganisationStatus.JOINED

    def can_edit(self) -> bool:
        if not super().can_edit():
            return False
        return bool(self.user.is_superuser) or self._is_in_service() or self.is_coordinator() or self.is_translator()

    def can_copy(self) -> bool:
        """Whether “Copy to a new activity” is offered (see ``CopyActivity``)."""
        return (
            self.page.is_source
            and self.can_edit()
            and self.page.get_parent().permissions_for_user(self.user).can_add_subpage()
        )


class OrganisationPagePermissionTester(FamilyPagePermissionTester):
    """Organisations: their people change their pages and send them to review; only coordinators decide on them."""

    def _is_in_charge(self) -> bool:
        return bool(self.user.is_superuser) or self.is_coordinator()

    @cached_property
    def _is_own(self) -> bool:
        """Whether the user works for the organisation, and that is neither suspended nor has left. One query."""
        record = self.page.record
        if record is None or record.status != OrganisationStatus.JOINED:
            return False
        return bool(record.memberships.effective().filter(user_id=self.user.pk).exists())

    def _may_change_source(self) -> bool:
        """Whether the user has Wagtail's right to the source page; versions stand beside it, and have none."""
        source = self.page if self.page.is_source else self.page.source_page()
        return source is not None and PagePermissionTester(self.user, source).can_edit()

    def can_add_subpage(self) -> bool:
        """Whether activities may be added; they stand below the organisation's source page only."""
        return self.page.is_source and super().can_add_subpage()

    def can_edit(self) -> bool:
        if self._is_in_charge():
            return super().can_edit()
        return self.is_translator() or (self._is_own and self._may_change_source())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Deleting an organisation deletes its activities; the right to bulk deletion isn't needed for it."""
        return self._is_in_charge() and super().can_delete(ignore_bulk=True)

    def can_publish(self) -> bool:
        return self._is_in_charge() and super().can_publish()

    def can_unpublish(self) -> bool:
        return self._is_in_charge() and super().can_unpublish()

    def can_lock(self) -> bool:
        return self._is_in_charge() and super().can_lock()

    def can_unlock(self) -> bool:
        return self._is_in_charge() and super().can_unlock()

    def can_view_revisions(self) -> bool:
        return super().can_view_revisions() and self._is_in_charge()

    def can_submit_for_moderation(self) -> bool:
        may_send = self._is_in_charge() or self.is_translator() or (self._is_own and self._may_change_source())
        return may_send and super().can_submit_for_moderation()
