"""Pages whose versions remember what their texts were made from (``listings.translated_texts``)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django.db import transaction
from django.utils import timezone

from listings.translated_texts.origins import all_strings, assume_origins, note_untold, with_stored_origins
from listings.translated_texts.text_state import TextState
from listings.translated_texts.wordings import changed_texts


class TextStateMixin:
    """Part of ``FamilyPage``. What is said of texts is in the revision with them, so it is reviewed with them."""

    text_state: Any
    text_fields: ClassVar[tuple[str, ...]]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row; where a source's texts change in it, note the day, and what its translations were made from."""
        page: Any = self
        if page._state.adding or kwargs.get("update_fields") is not None or not page.is_source:
            super().save(*args, **kwargs)  # type: ignore[misc]
            return
        with transaction.atomic():
            self._note_changes(type(page), page)
            super().save(*args, **kwargs)  # type: ignore[misc]

    def take_stored_origins(self, stored: Any) -> None:
        """Complete what a revision says by what the stored row says: origins assumed since, days of changes."""
        if not stored.text_state:
            return
        with_stored_origins(self, stored.text_state)
        changed_on = TextState.of(stored).changed_on
        if changed_on:
            self.text_state = replace(TextState.of(self), changed_on=changed_on).to_json()

    def original(self) -> Any:
        """Return the text from which this source is translated: the public one, else the one that was sent.

        Where neither is there, the latest; never an unpublished row, which holds what was saved first. At most four
        statements.
        """
        page: Any = self
        if page.live:
            return self
        state = page.current_workflow_task_state if page.workflow_in_progress else None
        revision = state.revision if state is not None else page.latest_revision
        return self if revision is None else page.with_content_json(revision.content)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Let a translation say of each text what it was made from; who saves it may have said so already."""
        page: Any = self
        if not page.is_source:
            note_untold(self, self._original_of_source)
        return super().save_revision(*args, **kwargs)  # type: ignore[misc]

    def _original_of_source(self) -> Any:
        source = self.source_page()  # type: ignore[attr-defined]
        return None if source is None else source.original()

    def _note_changes(self, model: Any, page: Any) -> None:
        names = ("text_state", "first_published_at", *self.text_fields)
        row = model._base_manager.filter(pk=page.pk).values(*names).first()
        if row is None:
            return
        days = TextState.from_json(row["text_state"]).changed_on
        if any(getattr(self, name) != row[name] for name in self.text_fields):
            before = model(**row)
            if row["first_published_at"] is not None:
                days = {**days, **dict.fromkeys(changed_texts(self, before), timezone.localdate().isoformat())}
            self._assume_origins(model, page, before)
        self.text_state = replace(TextState.of(self), changed_on=days).to_json()

    @staticmethod
    def _assume_origins(model: Any, page: Any, before: Any) -> None:
        """Note on translations of which nobody knows better that their texts were made from this row's until now."""
        originals = all_strings(before)
        for version in page.family().exclude(pk=page.pk):
            if assume_origins(version, originals):
                model._base_manager.filter(pk=version.pk).update(text_state=version.text_state)
