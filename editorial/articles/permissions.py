"""Permissions on articles: those of the coordinators of the portal, through the rights on its home, and translators."""

from __future__ import annotations

from typing import Any

from wagtail.models import PagePermissionTester

from regions.models import PortalHomePage, PortalRole
from regions.permissions import memberships_of, translator_languages


class ArticlePermissionTester(PagePermissionTester):
    """An article stays in the portal and the language in which it was written. Translators write its translations.

    Wagtail's copies keep the language under any parent, and a move takes one version out of its family.
    """

    def is_translator(self) -> bool:
        """Whether the user translates into this version's language in its portal; never true of an original.

        No statement for who translates into this language nowhere.
        """
        code = self.page.language
        roles = memberships_of(self.user)
        if not any(role == PortalRole.TRANSLATOR and code in codes for _portal, role, codes in roles):
            return False
        home = PortalHomePage.objects.containing(self.page)
        return home is not None and code in translator_languages(self.user, home.portal) and self.page.is_translation

    def can_edit(self) -> bool:
        return super().can_edit() or self.is_translator()

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False
