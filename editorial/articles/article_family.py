"""The language versions of an article: what translators work on, as on the versions of ``FamilyPage``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from wagtail.models import Locale
from wagtail_localize.models import Translation

from listings.translated_texts.text_state import TextState


class ArticleFamilyMixin:
    """Part of ``ArticlePage``. Each version stands among the news of its language."""

    #: Facts that a version takes from its original whenever it is translated.
    shared_facts: ClassVar[tuple[str, ...]] = ("kind", "date", "author", "theme", "picture")

    def family(self) -> Any:
        """Return all language versions, this one included."""
        page: Any = self
        return type(page).objects.filter(translation_key=page.translation_key)

    @property
    def is_translation(self) -> bool:
        """Whether it says of what it was made, or is ordered as a translation. One statement at most."""
        page: Any = self
        if TextState.of(page).original:
            return True
        ordered = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
        return bool(ordered.filter(target_locale=page.locale_id).exists())

    def original(self) -> Any:
        """Return the text from which this original is translated: the public one, else the one that was sent."""
        page: Any = self
        if page.live:
            return self
        state = page.current_workflow_task_state if page.workflow_in_progress else None
        revision = state.revision if state is not None else page.latest_revision
        return self if revision is None else page.with_content_json(revision.content)

    def latest_version(self) -> Any:
        """Return this row as its latest revision says."""
        page: Any = self
        revision = page.latest_revision
        return self if revision is None else page.with_content_json(revision.content)

    def copy_for_translation(self, locale: Locale, *args: Any, **kwargs: Any) -> Any:
        """Return a new, unpublished version, which says that it is a translation of this one."""
        page: Any = self
        version: Any = super().copy_for_translation(locale, *args, **kwargs)  # type: ignore[misc]
        version.text_state = TextState(original=page.language).to_json()
        version.save(update_fields=["text_state"])
        return version

    def become_translation(self, original: Any) -> None:
        """Say that this version is a translation of ``original``, and take over its facts."""
        state = TextState.of(self)
        self.text_state = replace(state, original=original.language, changed_on={}, same_as={}).to_json()
        for name in self.shared_facts:
            setattr(self, name, getattr(original, name))
