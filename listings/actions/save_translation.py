"""Saving a translation as a revision of its language version, which leaves the public row as it is."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision
from wagtail_localize.models import MissingRelatedObjectError, MissingTranslationError, Translation

from listings.actions.base import Action
from listings.actions.errors import ActionError, ActionPermissionError
from listings.models import FamilyPage
from listings.translated_texts.origins import drop_removed, note_made_from


class SaveTranslationError(ActionError):
    """A text is missing, or doesn't fit into its field."""


class SaveTranslationPermissionError(SaveTranslationError, ActionPermissionError):
    """The person may not edit, or not publish, the version."""


class SaveTranslation(Action):
    """Saves a complete translation as a revision of its page. ``publish`` also publishes it.

    A missing translation is an error; the source's text never replaces it.
    """

    action_name = "save_translation"
    permission_error_class = SaveTranslationPermissionError
    permission_message = _("You may not save this translation.")

    def __init__(self, translation: Translation, user: Any = None, *, publish: bool = False) -> None:
        super().__init__(translation, user)
        self.translation = translation
        self.publish = publish

    def user_has_permission(self) -> bool:
        """Check the version as stored: the translated page can't be built while a text is missing."""
        version = self.translation.source.get_translated_instance(self.translation.target_locale)
        tester = version.permissions_for_user(self.user)
        return bool(tester.can_edit() and (not self.publish or tester.can_publish()))

    def note_origins(self, page: Any) -> None:
        """Note what the page's texts are made from: all of the original, as wagtail-localize has it."""
        if isinstance(page, FamilyPage):
            original = self.translation.source.as_instance()
            drop_removed(page, original)
            note_made_from(page, original)

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Revision:
        """Return the new revision. Raises ``SaveTranslationError``."""
        self.check(skip_permission_checks)
        try:
            page = self.translation.source.get_ephemeral_translated_instance(self.translation.target_locale)
        except (MissingTranslationError, MissingRelatedObjectError) as error:
            raise SaveTranslationError(_("Translate everything first: something is still missing.")) from error
        self.note_origins(page)
        try:
            revision = page.save_revision(user=self.user)
        except ValidationError as error:
            raise SaveTranslationError(" ".join(error.messages)) from error
        if self.publish:
            revision.publish(user=self.user)
        return revision
