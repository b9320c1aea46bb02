"""The languages in which somebody has ordered a text, and since when a translator has it.

Higher packages register what they know besides wagtail-localize.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, Value
from wagtail_localize.models import Translation

from regions.registry import Registry

#: Returns a queryset of ``values_list``: the language's code, when a translator took the text, or None.
OrderedLanguages = Callable[[UUID], Any]

registry: Registry[OrderedLanguages] = Registry("source of ordered languages")


def ordered_languages(key: UUID) -> dict[str, datetime.datetime | None]:
    """Return by language when a translator took the text; None where nobody has it. One statement."""
    rows = Translation.objects.filter(source__object_id=key, enabled=True).order_by()
    managed = rows.values_list("target_locale__language_code", Value(None, output_field=DateTimeField()))
    found: dict[str, datetime.datetime | None] = {}
    for code, taken_at in managed.union(*(source(key) for source in registry.entries())):
        found[code] = found.get(code) or taken_at
    return found
