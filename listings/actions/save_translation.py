"""What has been translated becomes a revision of its language version; the row, and so what is public, stays as it
is.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision
from wagtail_localize.models import MissingRelatedObjectError, MissingTranslationError, Translation

from listings.actions.errors import ActionError, ActionPermissionError


class SaveTranslationError(ActionError):
    """Something is still untranslated, or doesn't fit into its field."""


class SaveTranslationPermissionError(SaveTranslationError, ActionPermissionError):
    """Who may not edit the version may not save it either."""


class SaveTranslation:
    """A complete translation as a revision of its page. ``publish`` needs the right to publish; without it the revision
    waits.

    Source text never stands in for missing translations: then it is an error.
    """

    def __init__(self, translation: Translation, user: Any = None, *, publish: bool = False) -> None:
        self.translation = translation
        self.user = user
        self.publish = publish

    def check(self, page: Any, skip_permission_checks: bool = False) -> None:
        if self.user is None or skip_permission_checks:
            return
        may = page.permissions_for_user(self.user)
        if not may.can_edit() or (self.publish and not may.can_publish()):
            raise SaveTranslationPermissionError(_("You may not save this translation."))

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Revision:
        """The new revision. Raises ``SaveTranslationError``."""
        try:
            page = self.translation.source.get_ephemeral_translated_instance(self.translation.target_locale)
        except (MissingTranslationError, MissingRelatedObjectError) as error:
            raise SaveTranslationError(_("Translate everything first: something is still missing.")) from error
        self.check(page, skip_permission_checks)
        try:
            revision = page.save_revision(user=self.user)
        except ValidationError as error:
            raise SaveTranslationError(" ".join(error.messages)) from error
        if self.publish:
            revision.publish(user=self.user)
        return revision
