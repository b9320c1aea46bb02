"""Which translations no longer say all that their originals say.

This is the one place that is asked. It compares strings: of the public original, and of what has been translated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery
from wagtail_localize.models import StringTranslation

from editorial.translation_strings.source_strings import source_strings
from editorial.translation_strings.stored_strings import StoredStrings, missing_strings
from listings.models import ActivityPage, Listing, Organisation, OrganisationPage

#: A text and a language.
TextKey = tuple[UUID, str]


def outdated_texts(keys: Collection[TextKey]) -> set[TextKey]:
    """Return those whose public original has a string without a translation. Three statements at most."""
    if not keys:
        return set()
    stored = _stored(keys)
    strings = {page.translation_key: source_strings(page) for page in _sources({key for key, _code in keys})}
    return {key for key in keys if missing_strings(strings.get(key[0], ()), stored[key])}


def _sources(keys: set[UUID]) -> list[Any]:
    found: list[Any] = []
    for model, record in ((ActivityPage, Listing), (OrganisationPage, Organisation)):
        written_in = record.objects.filter(pk=OuterRef("translation_key")).values("source_language")
        pages = model.objects.filter(translation_key__in=keys).annotate(written_in=Subquery(written_in))
        found += pages.filter(locale__language_code=F("written_in"))
    return found


def _stored(keys: Collection[TextKey]) -> dict[TextKey, StoredStrings]:
    rows = StringTranslation.objects.filter(
        context__object_id__in={key for key, _code in keys}, locale__language_code__in={code for _key, code in keys}
    )
    found = defaultdict(list)
    for row in rows.select_related("translation_of", "context", "locale"):
        if row.context is not None:
            found[row.context.object_id, row.locale.language_code].append(row)
    return {key: StoredStrings(found[key]) for key in keys}
