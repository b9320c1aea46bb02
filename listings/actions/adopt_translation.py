"""Adopting texts of a version as translations in wagtail-localize.

A loader, an import or Wagtail's own form may have written them. Without this localize would fill the version with the
source's text. Adopting costs some hundred queries for a page and language. So it happens when a version's
``Translation`` is created, before localize writes anything (``signal_handlers.translation_made``), or when somebody
asks to open the version, but never on a GET request.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import transaction
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from listings.models import FamilyPage
from listings.translated_texts.origins import standings
from listings.translated_texts.text_strings import text_strings

#: Stands for a paragraph that the translation doesn't have; localize takes an empty text for a missing one.
_NOTHING = "\u00a0"


def translation_of(page: FamilyPage) -> Translation | None:
    """Return the ``Translation`` of a language version, or None where localize doesn't manage it."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale, enabled=True
    ).first()


@transaction.atomic
def adopt_translation(page: FamilyPage, *, again: bool = False) -> Translation | None:
    """Return the version's ``Translation``, created with the version's text if there was none; None for a source.

    ``again`` takes the version's present text even where localize has another one.
    """
    source_page = page.source_page()
    if page.is_source or source_page is None:
        return None
    source, is_new = TranslationSource.get_or_create_from_instance(source_page.original())
    translation, created = Translation.objects.get_or_create(source=source, target_locale=page.locale)
    if again and not created:
        if not is_new:
            TranslationSource.update_or_create_from_instance(source_page.original())
        adopt_text(translation)
    if not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    return translation


def readopt_translations(source_page: FamilyPage) -> None:
    """Adopt the texts of a family again in the versions that localize manages, after code has changed them."""
    source = TranslationSource.objects.filter(object_id=source_page.translation_key, locale=source_page.locale).first()
    if source is None:
        return
    source, _created = TranslationSource.update_or_create_from_instance(source_page.original())
    for translation in source.translations.all():
        adopt_text(translation)


def adopt_text(translation: Translation) -> None:
    """Keep the version's text, as last saved, as translations of the source's strings.

    What the source no longer says so isn't a translation of its strings. Does nothing where there is no version.
    """
    source = translation.source
    try:
        page: Any = source.get_translated_instance(translation.target_locale)
    except source.specific_content_type.model_class().DoesNotExist:
        return
    if not isinstance(page, FamilyPage):
        return
    version, original = page.get_latest_revision_as_object(), source.as_instance()
    texts, found = _strings(version), standings(version, original)
    segments_by_path: dict[str, list[Any]] = defaultdict(list)
    for segment in source.stringsegment_set.select_related("context", "string").order_by("order"):
        segments_by_path[segment.context.path].append(segment)
    for path, segments in segments_by_path.items():
        strings = texts.get(path, [])
        if not found[path].is_outdated:
            _adopt_field(translation, segments, strings)
        elif len(segments) == len(found[path].places) and len(strings) == len(text_strings(version, path)):
            for segment, place in zip(segments, found[path].places, strict=True):
                if place is not None:
                    _adopt_string(translation, segment, strings[place])


def _strings(page: Any) -> dict[str, list[str]]:
    strings: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            strings[segment.path].append(segment.string.data)
    return strings


def _adopt_field(translation: Translation, segments: list[Any], texts: list[str]) -> None:
    """Adopt one field, paragraph by paragraph; surplus paragraphs go to the last one.

    A text that equals the source's is no translation.
    """
    originals = [segment.string.data for segment in segments]
    if not texts or texts == originals:
        return
    if len(texts) > len(segments):
        texts = [*texts[: len(segments) - 1], "<br/>".join(texts[len(segments) - 1 :])]
    texts = [*texts, *[_NOTHING] * (len(segments) - len(texts))]
    for segment, text in zip(segments, texts, strict=True):
        _adopt_string(translation, segment, text)


def _adopt_string(translation: Translation, segment: Any, text: str) -> None:
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
