"""Writing the memory: what is published as a translation, string by string."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.signals import page_published

from editorial.translation_memory.likeness import bands, digest, pieces
from editorial.translation_memory.models import MemoryString
from editorial.translation_strings.assembling import assembled_texts
from editorial.translation_strings.source_strings import SourceString, source_strings
from editorial.translation_strings.stored_strings import StoredStrings
from listings.models import ActivityPage, FamilyPage, OrganisationPage


def remember(version: FamilyPage) -> int:
    """Write the strings of a public translation anew; return how many. Five statements.

    Only of fields whose public text is what the strings give: others were written as a whole.
    """
    source = version.source_page()
    key, code = version.translation_key, version.language
    rows = _rows(source, version, StoredStrings.of(key, code)) if source is not None and source.live else []
    with transaction.atomic():
        MemoryString.objects.filter(page_key=key, language=code).delete()
        MemoryString.objects.bulk_create(rows)
    return len(rows)


def _rows(source: FamilyPage, version: FamilyPage, stored: StoredStrings) -> list[MemoryString]:
    texts = assembled_texts(source, stored.data)
    public = {name for name, text in texts.items() if text and text == getattr(version, name)}
    found = []
    for string in source_strings(source):
        row = stored.get(string)
        if row is not None and string.field in public:
            found.append(_row(source, version, string, string.typed_of(row.data)))
    return found


def _row(source: FamilyPage, version: FamilyPage, string: SourceString, translation: str) -> MemoryString:
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
    if isinstance(instance, FamilyPage) and not instance.is_source:
        remember(type(instance).objects.select_related("locale").get(pk=instance.pk))


def connect() -> None:
    for model in (ActivityPage, OrganisationPage):
        page_published.connect(_published, sender=model, dispatch_uid=f"editorial_remember_{model.__name__}")
