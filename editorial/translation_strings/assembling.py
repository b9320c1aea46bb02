"""Texts of a version, put together of translated strings."""

from __future__ import annotations

from collections.abc import Mapping

from wagtail_localize.strings import StringValue, extract_strings, restore_strings

from editorial.translation_strings.source_strings import rich_fields
from editorial.translation_strings.stored_strings import Place
from listings.models import FamilyPage
from regions.rich_text import clean_stored_html


def assembled_texts(source: FamilyPage, translations: Mapping[Place, str]) -> dict[str, str]:
    """Return the texts by field. A field of which a string isn't translated is empty: it is read in the original.

    ``translations``: by field and the original's string, in wagtail-localize's HTML.
    """
    rich = rich_fields(type(source))
    texts = {}
    for name in source.text_fields:
        value = getattr(source, name) or ""
        texts[name] = _rich(name, value, translations) if name in rich else _plain(name, value, translations)
    return texts


def _plain(name: str, value: str, translations: Mapping[Place, str]) -> str:
    data = translations.get((name, StringValue.from_plaintext(value).data), "") if value else ""
    return str(StringValue(data).render_text())


def _rich(name: str, value: str, translations: Mapping[Place, str]) -> str:
    template, strings = extract_strings(value)
    found = [(translations.get((name, string.data)), links) for string, links in strings]
    if not found or any(data is None for data, _links in found):
        return ""
    return clean_stored_html(restore_strings(template, [(StringValue(data), links) for data, links in found]))
