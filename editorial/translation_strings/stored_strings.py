"""Translations of strings as wagtail-localize stores them: read with one statement, written with a few."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from editorial.translation_strings.source_strings import SourceString

#: What localize calls the tool of a translation that a person took from the translation memory.
MEMORY = "translation memory"
#: (field, the original's data)
Place = tuple[str, str]


def is_translated(data: str) -> bool:
    """Whether a stored translation says anything: localize needs a sign where a paragraph is left out on purpose."""
    return bool(data.strip("\u00a0 \n"))


class StoredStrings:
    """All translations of a text into one language, also of strings that the original no longer has."""

    def __init__(self, rows: Iterable[StringTranslation]) -> None:
        self.rows: dict[Place, StringTranslation] = {
            (row.context.path, row.translation_of.data): row
            for row in rows
            if row.context is not None and is_translated(row.data) and not row.has_error
        }

    @classmethod
    def of(cls, key: UUID, code: str) -> StoredStrings:
        """One statement. ``key``: the public id of the text."""
        rows = StringTranslation.objects.filter(context__object_id=key, locale__language_code=code)
        return cls(rows.select_related("translation_of", "context").order_by("pk"))

    def get(self, string: SourceString) -> StringTranslation | None:
        return self.rows.get(string.place)

    @property
    def data(self) -> dict[Place, str]:
        return {place: row.data for place, row in self.rows.items()}

    def earlier(self, strings: Iterable[SourceString]) -> dict[Place, StringTranslation]:
        """Return translations of strings that aren't in the original any more."""
        now = {string.place for string in strings}
        return {place: row for place, row in self.rows.items() if place not in now}


def missing_strings(strings: Iterable[SourceString], stored: StoredStrings) -> list[SourceString]:
    """Return the strings that have no translation."""
    return [string for string in strings if stored.get(string) is None]


def store_strings(
    source: Any, locale: Locale, changes: Mapping[Place, str], user: Any, from_memory: Collection[Place] = ()
) -> None:
    """Store translations; an empty one is deleted. ``source``: the text to translate (``original``).

    ``from_memory``: places whose translation the memory has; localize notes it as their tool.

    Has wagtail-localize read the source again where it doesn't know one of the strings. Otherwise four statements at
    most.
    """
    if not changes:
        return
    known = _known_strings(source)
    if not known.keys() >= changes.keys():
        TranslationSource.update_or_create_from_instance(source)
        known = _known_strings(source)
    written = {place: data for place, data in changes.items() if data and place in known}
    gone = [known[place] for place, data in changes.items() if not data and place in known]
    if gone:
        places = reduce(or_, (Q(translation_of=string, context=context) for string, context in gone))
        StringTranslation.objects.filter(places, locale=locale).delete()
    rows = [
        StringTranslation(
            translation_of_id=known[place][0],
            context_id=known[place][1],
            locale=locale,
            data=data,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            tool_name=MEMORY if place in from_memory else "",
            last_translated_by=user,
            created_at=timezone.now(),
            updated_at=timezone.now(),
        )
        for place, data in written.items()
    ]
    StringTranslation.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=[
            *("data", "translation_type", "tool_name", "last_translated_by", "updated_at", "has_error", "field_error")
        ],
    )


def _known_strings(source: Any) -> dict[Place, tuple[int, int]]:
    """The ids of localize's string and context by place."""
    rows = StringSegment.objects.filter(source__object_id=source.translation_key, source__locale=source.locale)
    columns = rows.values_list("context__path", "string__data", "string_id", "context_id")
    return {(path, data): (string, context) for path, data, string, context in columns}
