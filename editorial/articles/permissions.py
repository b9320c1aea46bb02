"""Permissions on articles: those of the coordinators of the portal, through the rights on its home."""

from __future__ import annotations

from typing import Any

from wagtail.models import PagePermissionTester


class ArticlePermissionTester(PagePermissionTester):
    """An article stays in the portal and the language in which it was written.

    Wagtail's copies keep the language under any parent, and a move takes one version out of its family.
    """

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False
