"""Saving a second language beside the first one: a version of its own, and nothing public yet."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from editorial.desk_texts.actions.save_page import save_page
from editorial.edit_conflicts.page_lock import EditConflictError, lock_page, under_lock
from editorial.edit_conflicts.page_version import PageVersion
from editorial.second_language.languages import LanguageState
from editorial.second_language.second_text_form import SecondTextForm
from listings.actions.adopt_translation import adopt_translation, translation_of
from listings.models import FamilyPage
from listings.translated_texts.origins import drop_removed, note_made_from
from listings.translated_texts.retranslating import note_retranslated
from listings.translated_texts.text_strings import text_strings


class TranslatorsTextError(RuntimeError):
    """A translator works on this language: the desk doesn't write over their text."""


class SaveSecondText:
    """Writes the texts of a validated form as a revision of the language version, and makes it where there is none.

    ``source`` is the stored source page, ``seen`` the version that the form was made from, ``first`` the first text
    that the writer had beside it. What the writer changed, or says that it still holds, is made from that; of an
    outdated description the paragraphs that were changed. A form that says what the version says already writes
    nothing, so a form that is sent twice has one effect.
    """

    def __init__(
        self,
        source: FamilyPage,
        state: LanguageState,
        form: SecondTextForm,
        user: Any,
        seen: PageVersion,
        first: FamilyPage,
    ) -> None:
        self.source, self.state, self.form, self.user, self.seen = source, state, form, user, seen
        self.first = first

    @transaction.atomic
    def execute(self) -> FamilyPage:
        """Return the version's page as it is now.

        Raises ``TranslatorsTextError``, ``EditConflictError``, ``PermissionDenied``; then nothing has been written.
        """
        if self.state.is_translators:
            raise TranslatorsTextError(_("A translator works on this language."))
        lock_page(self.source.pk)
        locale, _created = Locale.objects.get_or_create(language_code=self.state.code)
        version = self.source.family().filter(locale=locale).first()
        if version is None:
            return self._write(self._make(locale))
        if self.form.says(version.get_latest_revision_as_object()):
            return version
        with under_lock(version.pk, self.seen):
            return self._write(version)

    def _make(self, locale: Locale) -> FamilyPage:
        """A new version without texts: what isn't written in it is shown in the first language."""
        if self.seen != PageVersion():
            raise EditConflictError(PageVersion())
        version: FamilyPage = self.source.copy_for_translation(locale)
        for name in version.text_fields:
            setattr(version, name, "")
        return version

    def _write(self, version: FamilyPage) -> FamilyPage:
        latest: FamilyPage = version.get_latest_revision_as_object() if version.latest_revision_id else version
        before = {name: text_strings(latest, name) for name in self.form.texts}
        for name, value in self.form.texts.items():
            setattr(latest, name, value)
        changed = {name for name, strings in before.items() if text_strings(latest, name) != strings}
        drop_removed(latest, self.first, kept=self.form.texts)
        note_retranslated(latest, self.first, {name: before[name] for name in changed - self.form.holding})
        note_made_from(latest, self.first, self.form.holding)
        saved: FamilyPage = save_page(latest, self.user)
        if translation_of(saved) is not None:
            adopt_translation(saved, again=True)
        return saved
