"""Saving translated strings, and a revision of the version that is made of them. Nothing public changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import nullcontext
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Locale

from editorial.articles.pages import ArticlePage
from editorial.desk_texts.actions.save_page import save_page
from editorial.edit_conflicts.page_lock import EditConflictError, lock_page, under_lock
from editorial.edit_conflicts.page_version import PageVersion
from editorial.translation_orders.models import TranslationOrder
from editorial.translation_orders.translated_texts import TranslatedText, may_translate
from editorial.translation_strings.assembling import assembled_texts, is_same_text, translated_part
from editorial.translation_strings.carried_strings import carried_strings
from editorial.translation_strings.source_strings import source_strings
from editorial.translation_strings.stored_strings import Place, StoredStrings, store_strings
from listings.translated_texts.origins import note_made_from, outdated_names


class NotTakenError(Exception):
    """The person doesn't have this text: nobody has, or somebody has taken it over."""


class SaveStrings:
    """Stores changed strings of a text that the person has taken. The version is made when its name is translated.

    The original is what visitors read, as it is now: what isn't in it any more goes from the version, too.
    ``seen`` is the version that the form was made from. The same form twice has one effect. ``from_memory``: places of
    changes that are as the translation memory has them.
    """

    def __init__(
        self,
        text: TranslatedText,
        changes: Mapping[Place, str],
        user: Any,
        seen: PageVersion,
        *,
        from_memory: Collection[Place] = (),
    ) -> None:
        self.text, self.changes, self.user, self.seen = text, changes, user, seen
        self.from_memory = from_memory

    @transaction.atomic
    def execute(self) -> Any:
        """Return the version as it is now; None where there is none yet.

        Raises ``NotTakenError``, ``EditConflictError``, ``PermissionDenied``; then nothing has been written.
        """
        if not may_translate(self.user, self.text):
            raise PermissionDenied
        lock_page(self.text.source.pk)
        source = self._original()
        locale = Locale.objects.get(language_code=self.text.code)
        version = source.family().filter(locale=locale).first()
        self._lock_order(version)
        if version is None and self.seen != PageVersion():
            raise EditConflictError(PageVersion())
        guard: Any = under_lock(version.pk, self.seen) if version is not None else nullcontext()
        with guard:
            stored = StoredStrings.of(self.text.key, self.text.code)
            carried = carried_strings(source, source_strings(source), stored)
            changes = {place: row.data for place, row in carried.items()} | {**self.changes}
            store_strings(source, locale, changes, self.user, self.from_memory)
            stored = StoredStrings.of(self.text.key, self.text.code) if changes else stored
            return self._write(source, version, locale, stored.data)

    def _original(self) -> Any:
        row = type(self.text.source).objects.select_related("locale", "latest_revision").get(pk=self.text.source.pk)
        if self.text.organisation is not None:
            row.record = self.text.source.record
        return row.original()

    def _lock_order(self, version: Any) -> None:
        rows = TranslationOrder.objects.filter(page_key=self.text.key, language=self.text.code)
        order = rows.select_for_update(of=("self",)).select_related("taken_by").first()
        published_at = version.last_published_at if version is not None and version.live else None
        translator = order.translator(published_at) if order is not None else None
        if order is None or translator is None or translator.pk != self.user.pk:
            raise NotTakenError

    def _write(self, source: Any, version: Any, locale: Locale, translations: Mapping[Place, str]) -> Any:
        texts = assembled_texts(source, translations)
        if version is None:
            if not texts["title"]:
                return None
            version = source.copy_for_translation(locale)
        latest = version.get_latest_revision_as_object() if version.latest_revision_id else version
        is_same = bool(version.latest_revision_id) and all(_is_same(latest, *text) for text in texts.items())
        if is_same and not outdated_names(latest, source):
            return version
        said = latest.text_state
        self._put(latest, source, texts, translated_part(source, translations))
        return version if is_same and latest.text_state == said else save_page(latest, self.user)

    @staticmethod
    def _put(latest: Any, source: Any, texts: Mapping[str, Any], made_from: Any) -> None:
        for name, value in texts.items():
            if value or name != "title":  # a stored page has a name
                setattr(latest, name, value)
        if isinstance(latest, ArticlePage):
            latest.become_translation(source)
        note_made_from(latest, made_from, [name for name, value in texts.items() if value])


def _is_same(page: Any, name: str, value: Any) -> bool:
    return is_same_text(page._meta.get_field(name), getattr(page, name), value)
