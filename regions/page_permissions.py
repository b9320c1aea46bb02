"""Permissions on fixed pages: people edit and publish them, but they are added and removed only with their portal."""

from typing import Any

from wagtail.models import PagePermissionTester


class FixedPagePermissionTester(PagePermissionTester):
    """Refuses, to everybody, whatever would move or hide a fixed page."""

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
    """A page that comes as a portal part, such as a home or a finder. Put it before ``Page`` in the bases."""

    def permissions_for_user(self, user: Any) -> FixedPagePermissionTester:
        return FixedPagePermissionTester(user, self)
