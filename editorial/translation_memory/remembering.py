"""Writing the memory: what is published as a translation, string by string."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.signals import page_published

from editorial.articles.pages import ArticlePage
from editorial.translation_memory.likeness import bands, digest, pieces
from editorial.translation_memory.models import MemoryString
from editorial.translation_strings.assembling import assembled_texts, same_parts
from editorial.translation_strings.source_strings import SourceString, source_strings
from editorial.translation_strings.stored_strings import StoredStrings
from listings.models import ActivityPage, FamilyPage, OrganisationPage
from listings.translated_texts.text_state import TextState


def remember(version: Any) -> int:
    """Write the strings of a public translation anew; return how many. Five statements.

    Only of texts and blocks that are public as the strings give them: others were written as a whole.
    """
    source = _source_of(version)
    key, code = version.translation_key, version.language
    rows = _rows(source, version, StoredStrings.of(key, code)) if source is not None and source.live else []
    with transaction.atomic():
        MemoryString.objects.filter(page_key=key, language=code).delete()
        MemoryString.objects.bulk_create(rows)
    return len(rows)


def _source_of(version: Any) -> Any:
    if isinstance(version, FamilyPage):
        return version.source_page()
    return version.family().filter(locale__language_code=TextState.of(version).original).first()


def _rows(source: Any, version: Any, stored: StoredStrings) -> list[MemoryString]:
    public = same_parts(version, assembled_texts(source, stored.data))
    found = []
    for string in source_strings(source):
        row = stored.get(string)
        if row is not None and string.part in public:
            found.append(_row(source, version, string, string.typed_of(row.data)))
    return found


def _row(source: Any, version: Any, string: SourceString, translation: str) -> MemoryString:
    return MemoryString(
        page_key=version.translation_key,
        original_language=source.language,
        language=version.language,
        original=string.typed,
        translation=translation,
        digest=digest(string.typed),
        bands=bands(pieces(string.typed)),
    )


def _published(sender: Any, instance: Any, **kwargs: Any) -> None:
    is_translation = not instance.is_source if isinstance(instance, FamilyPage) else TextState.of(instance).original
    if is_translation:
        remember(type(instance).objects.select_related("locale").get(pk=instance.pk))


def connect() -> None:
    for model in (ActivityPage, OrganisationPage, ArticlePage):
        page_published.connect(_published, sender=model, dispatch_uid=f"editorial_remember_{model.__name__}")
