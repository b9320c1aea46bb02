"""Telling wagtail-localize about text that somebody else has written: a loader, an import, a person in Wagtail's own
form.

Without it localize would fill the version with the source's text as soon as it has anything to do with it. Adopting
costs some hundred queries for a page and language, so it happens when localize first meets the version: when its
``Translation`` is made, which is before it writes anything (``signal_handlers.translation_made``), or when somebody
asks to open the version (never by a mere visit).
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import transaction
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from listings.models import FamilyPage

#: Stands for a paragraph that the translation doesn't have; localize takes an empty text for a missing one.
_NOTHING = "\u00a0"


def translation_of(page: FamilyPage) -> Translation | None:
    """What wagtail-localize knows of a language version, or None where it doesn't keep it."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale, enabled=True
    ).first()


@transaction.atomic
def adopt_translation(page: FamilyPage, *, again: bool = False) -> Translation | None:
    """The version's ``Translation``, made with the version's text if there was none; None for a source.

    ``again`` takes the version's present text, also where localize has another one.
    """
    source_page = page.source_page()
    if page.is_source or source_page is None:
        return None
    source, _created = TranslationSource.get_or_create_from_instance(source_page)
    translation, created = Translation.objects.get_or_create(source=source, target_locale=page.locale)
    if again and not created:
        source.update_from_db()
        adopt_text(translation)
    if not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    return translation


def readopt_translations(source_page: FamilyPage) -> None:
    """After code has changed texts of a family: bring those versions in line that localize knows already."""
    source = TranslationSource.objects.filter(object_id=source_page.translation_key, locale=source_page.locale).first()
    if source is None:
        return
    source.update_from_db()
    for translation in source.translations.all():
        adopt_text(translation)


def adopt_text(translation: Translation) -> None:
    """Keep the version's text, as last saved, as the translations of the source's strings; nothing if there is no
    version.
    """
    source = translation.source
    try:
        page: Any = source.get_translated_instance(translation.target_locale)
    except source.specific_content_type.model_class().DoesNotExist:
        return
    if not isinstance(page, FamilyPage):
        return
    texts = _strings(page.get_latest_revision_as_object())
    segments_by_path: dict[str, list[Any]] = defaultdict(list)
    for segment in source.stringsegment_set.select_related("context", "string").order_by("order"):
        segments_by_path[segment.context.path].append(segment)
    for path, segments in segments_by_path.items():
        _adopt_field(translation, segments, texts.get(path, []))


def _strings(page: Any) -> dict[str, list[str]]:
    strings: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            strings[segment.path].append(segment.string.data)
    return strings


def _adopt_field(translation: Translation, segments: list[Any], texts: list[str]) -> None:
    """Paragraph by paragraph; what the translation has more goes to the last one. Text equal to the source's is
    none.
    """
    originals = [segment.string.data for segment in segments]
    if not texts or texts == originals:
        return
    if len(texts) > len(segments):
        texts = [*texts[: len(segments) - 1], "<br/>".join(texts[len(segments) - 1 :])]
    texts = [*texts, *[_NOTHING] * (len(segments) - len(texts))]
    for segment, text in zip(segments, texts, strict=True):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={
                "data": text,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "has_error": False,
                "field_error": "",
            },
        )
