"""An article that wagtail-localize translates no more: what it says from then on doesn't follow its original."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail_localize.models import Translation

from editorial.articles.article_texts import note_stopped
from editorial.articles.pages import ArticlePage
from listings.translated_texts.text_state import TextState


def translation_saved(instance: Translation, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Note it where somebody has stopped the translation of an article."""
    if raw or created or instance.enabled:
        return
    family = {
        version.language: version
        for version in ArticlePage.objects.filter(translation_key=instance.source.object_id, live=True).select_related(
            "locale"
        )
    }
    version = family.get(instance.target_locale.language_code)
    original = family.get(TextState.of(version).original) if version is not None else None
    if original is not None:
        note_stopped(version, original)


def connect() -> None:
    post_save.connect(translation_saved, sender=Translation, dispatch_uid="editorial_article_translation_saved")
