"""Pages that a portal can't do without: edited and published by hand, made and removed only with the portal."""

from typing import Any

from wagtail.models import PagePermissionTester


class FixedPagePermissionTester(PagePermissionTester):
    """Refuses, to everybody, what would take a fixed page out of its place or out of sight."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False


class FixedPageMixin:
    """For page models that come as portal parts, such as a home or a finder. Put it before ``Page`` in the bases."""

    def permissions_for_user(self, user: Any) -> FixedPagePermissionTester:
        return FixedPagePermissionTester(user, self)
