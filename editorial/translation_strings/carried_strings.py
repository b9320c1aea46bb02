"""Translations of strings of which the original has another wording now, and says that it means the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail_localize.models import StringTranslation

from editorial.desk_texts.description_text import html_of_text
from editorial.translation_strings.source_strings import SourceString
from editorial.translation_strings.stored_strings import Place, StoredStrings, missing_strings
from listings.rich_text import clean_html
from listings.translated_texts.text_state import TextState
from listings.translated_texts.text_strings import Strings, html_strings, plain_strings


def carried_strings(source: Any, strings: list[SourceString], stored: StoredStrings) -> dict[Place, StringTranslation]:
    """Return by the new string the translation of the earlier one, where a person has made it.

    Nothing in blocks, which are compared as wholes.
    """
    same_as = TextState.of(source).same_as
    missing = [string for string in missing_strings(strings, stored) if string.field in same_as]
    earlier = stored.earlier(strings) if missing else {}
    found = {}
    for string in missing:
        wordings = same_as[string.field]
        known = {one for digest in _digests(string, string.data) for one in wordings.get(digest, ())}
        row = _first(string, earlier, known)
        if row is not None:
            found[string.place] = row
    return found


def _first(
    string: SourceString, earlier: dict[Place, StringTranslation], known: Iterable[str]
) -> StringTranslation | None:
    manual = StringTranslation.TRANSLATION_TYPE_MANUAL
    rows = ((data, row) for (field, data), row in earlier.items() if field == string.field)
    by_people = ((data, row) for data, row in rows if row.translation_type == manual)
    return next((row for data, row in by_people if {*_digests(string, data)} & {*known}), None)


def _digests(string: SourceString, data: str) -> Strings:
    """As ``text_strings`` gives them of the text that the string stands in."""
    typed = string.typed_of(data)
    return html_strings(clean_html(html_of_text(typed))) if string.is_rich else plain_strings(typed)
