"""Articles remember what they were translated from, as activities do (``listings.translated_texts``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django.utils import timezone
from wagtail_localize.models import Translation

from faces.parts.localized_text import Change
from listings.translated_texts.origins import (
    all_strings,
    assume_origins,
    note_made_from,
    note_untold,
    standings,
    with_stored_origins,
)
from listings.translated_texts.outdated import Standing, standing_of
from listings.translated_texts.text_state import TextState
from listings.translated_texts.text_strings import plain_strings
from listings.translated_texts.wordings import changed_texts


def note_translated(version: Any, original: Any) -> None:
    """Note that an article is the translation of ``original``, in another language, as that is now."""
    version.text_state = replace(TextState.of(version), original=original.language).to_json()
    note_made_from(version, original)


class ArticleTextsMixin:
    """Part of ``ArticlePage``. An article that nobody knows an original of is one itself."""

    text_state: Any
    text_fields: ClassVar[tuple[str, ...]] = ("title", "summary", "picture_alt", "body")

    def with_content_json(self, content: Any) -> Any:
        """Return the version of a revision's content; where that is from before anything was said, with what the row
        says: origins assumed since."""
        page: Any = super().with_content_json(content)  # type: ignore[misc]
        if "text_state" not in content:
            stored = TextState.of(self)
            page.text_state = replace(TextState.of(page), original=stored.original).to_json()
            with_stored_origins(page, self.text_state)
        if TextState.of(page).original and is_stopped(self):
            page.text_state = _as_an_original(TextState.of(page))
        return page

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Let a translation say of each text what it was made from; one that was stopped is an original of its own."""
        state = TextState.of(self)
        ordered = _translations_into(self)
        if any(ordered.values()) and not state.original:
            language = next(language for language, is_enabled in ordered.items() if is_enabled)
            self.text_state = replace(state, original=language).to_json()
        elif ordered and not any(ordered.values()):
            self.text_state = _as_an_original(state)
        if TextState.of(self).original:
            note_untold(self, self._original)
        return super().save_revision(*args, **kwargs)  # type: ignore[misc]

    def _original(self) -> Any:
        page: Any = self
        versions = type(page).objects.filter(translation_key=page.translation_key, live=True)
        return versions.filter(locale__language_code=TextState.of(self).original).first()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row; where an original's texts change in it, note the day, and what translations were made from."""
        page: Any = self
        is_written = not page._state.adding and kwargs.get("update_fields") is None
        if is_written and page.live and not TextState.of(self).original:
            earlier = type(page).objects.filter(pk=page.pk, first_published_at__isnull=False)
            before = earlier.select_related("locale").first()
            if before is not None:
                self._note_changes(page, before)
        super().save(*args, **kwargs)  # type: ignore[misc]

    def _note_changes(self, page: Any, before: Any) -> None:
        state, days = TextState.of(self), TextState.of(before).changed_on
        changed = changed_texts(self, before)
        if changed:
            days = {**days, **dict.fromkeys(changed, timezone.localdate().isoformat())}
            _assume_origins(before)
        self.text_state = replace(state, changed_on=days).to_json()


def _translations_into(page: Any) -> dict[str, bool]:
    """Return from which languages wagtail-localize translates a page, and whether it still does."""
    found = Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id)
    return dict(found.values_list("source__locale__language_code", "enabled"))


def is_stopped(page: Any) -> bool:
    """Whether wagtail-localize translated this article once, and doesn't any more. One statement."""
    ordered = _translations_into(page)
    return bool(ordered) and not any(ordered.values())


def _as_an_original(state: TextState) -> dict[str, Any]:
    return replace(state, original="", made_from={}).to_json()


def only_wording_said(version: Any, stored: Any) -> bool | None:
    """Return whether a version says that only its wording changes; None where no public translation depends on it.

    ``stored``: the article's row. One statement at most.
    """
    if not stored.live or TextState.of(stored).original:
        return None
    family = type(stored).objects.filter(translation_key=stored.translation_key, live=True)
    if not family.exclude(pk=stored.pk).exists():
        return None
    return all_strings(version) != all_strings(stored) and not changed_texts(version, stored)


def note_stopped(version: Any, original: Any) -> None:
    """Note on the row of a translation that was stopped now that what it says up to date is its own from here on.

    What is outdated stays so until a next version is published: nobody has said yet that it holds.
    """
    found, state = standings(version, original), TextState.of(version)
    outdated = {name: origin for name, origin in state.made_from.items() if found[name].is_outdated}
    left = replace(state, made_from=outdated, original=state.original if outdated else "")
    type(version).objects.filter(pk=version.pk).update(text_state=left.to_json())


def _assume_origins(original: Any) -> None:
    """Note on translations that say nothing that they were made from ``original``, as it was until now."""
    strings = all_strings(original)
    ordered = Translation.objects.filter(
        source__object_id=original.translation_key, source__locale=original.locale, enabled=True
    )
    versions = type(original).objects.filter(
        translation_key=original.translation_key, locale__in=ordered.values("target_locale"), text_state={}
    )
    for version in versions:
        version.text_state = replace(TextState(), original=original.language).to_json()
        assume_origins(version, strings)
        type(original).objects.filter(pk=version.pk).update(text_state=version.text_state)


@dataclass(frozen=True)
class ArticleStanding:
    """How an article's texts stand to those of its original; without an ``original`` all are up to date."""

    original: Any = None
    by_text: Mapping[str, Standing] | None = None

    @classmethod
    def of(cls, page: Any, versions: Mapping[str, Any]) -> ArticleStanding:
        """``versions``: the public ones by language."""
        original = versions.get(TextState.of(page).original)
        return cls() if original is None else cls(original, standings(page, original))

    def change(self, name: str) -> Change | None:
        """Return the original's change that a text doesn't say yet; None where it is up to date."""
        if self.by_text is None or not self.by_text[name].is_outdated:
            return None
        return change_of_original(TextState.of(self.original), name)


def change_of_original(original: TextState, name: str) -> Change:
    return Change(original.changed_on.get(name, ""))


def is_outdated(state: TextState, original: TextState, name: str, text: str, original_text: str) -> bool:
    """Whether a plain text of an article no longer says what that of its original says."""
    return standing_of(state, original, name, plain_strings(text), plain_strings(original_text)).is_outdated
