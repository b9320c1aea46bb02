"""What a version of a page changes in another one, field by field and row by row, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from wagtail.models import Page

from editorial.text_changes.change import Change
from editorial.text_changes.field_changes import field_changes
from editorial.text_changes.field_order import field_names, kinds_of_rows
from editorial.text_changes.row_changes import row_changes


def changes_between(before: Any, after: Any) -> list[Change]:
    """Return every field and row in which one of the versions has something; ``before`` is None for a new page.

    ``before`` is a stored page or a version of one, ``after`` a version of the same page. A constant number of
    statements, whatever the number of rows.
    """
    kinds = kinds_of_rows(after)
    found: list[Change] = []
    for name in field_names(after):
        found += row_changes(name, before, after) if name in kinds else field_changes(name, before, after)
    return found


def with_originals(changes: Sequence[Change], source: Page) -> list[Change]:
    """Return a translation's changes, each with what the public source says in that field."""
    told = {change.name: change.after for change in changes_between(None, source) if change.is_text}
    language = source.locale.language_code
    return [replace(change, original=told.get(change.name, ""), original_language=language) for change in changes]


def with_strings(changes: Sequence[Change], strings: Mapping[str, Sequence[Any]]) -> list[Change]:
    """Return a translation's changes, each with the strings of its field, where they are known one by one."""
    return [replace(change, strings=strings.get(change.name, ())) for change in changes]
