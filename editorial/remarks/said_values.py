"""What stands at a place of a version, as the version stores it, and where a row is now that a remark is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from editorial.announcing.question_words import ROW_QUESTIONS
from editorial.remarks.string_places import strings_of
from editorial.text_changes.text_places import TextPlace

Facts = Mapping[str, Any]


def facts_of(page: Any) -> Facts:
    """Return what a page's latest revision stores, or its row where it has none; ``page`` is that version."""
    revision = page.latest_revision
    content: Facts = revision.content if revision is not None else page.serializable_data()
    return facts_of_version(page, content)


def facts_of_version(page: Any, content: Facts) -> Facts:
    """Return what a version stores, and of a translators' version what each string says, by the name of its place."""
    return {**content, **{name: one.typed for name, one in strings_of(page).items()}}


def value_at(facts: Facts, name: str) -> Any:
    """Return the value of a field; of a row, or a field in it, the row. None where there is nothing of the kind."""
    place = TextPlace.of(name)
    if place.string:
        return facts.get(name)
    if place.name not in ROW_QUESTIONS:
        return facts.get(place.name)
    rows = rows_of(facts, place.name)
    if place.number is None:
        return rows
    return rows[place.number] if place.number < len(rows) else None


def rows_of(facts: Facts, kind: str) -> list[dict[str, Any]]:
    """Return the rows of a kind in their order, each with the fields that the form asks."""
    return [{name: row.get(name) for name in ROW_QUESTIONS[kind]} for row in facts.get(kind) or ()]


def find_row(said: Mapping[str, Any], rows: list[dict[str, Any]], number: int) -> int | None:
    """Return where the row is now that looked like ``said`` and was the row ``number``; None where it is gone.

    A row that looks the same is it, the nearest one of several; else the one that has most in common with it, if that
    is half of what it said or more.
    """
    same = [place for place, row in enumerate(rows) if row == said]
    if same:
        return min(same, key=lambda place: abs(place - number))
    filled = {name: value for name, value in said.items() if value not in (None, "", [], "[]")}
    found = [
        (sum(row.get(name) == value for name, value in filled.items()), -abs(place - number), place)
        for place, row in enumerate(rows)
    ]
    most = max(found, default=(0, 0, 0))
    return most[2] if most[0] and 2 * most[0] >= len(filled) else None


def name_now(name: str, said: Any, facts: Facts) -> str | None:
    """Return the name that a remark's place has now: its row may have moved. None where its row is gone.

    A string is gone where its original says something else now.
    """
    place = TextPlace.of(name)
    if place.string:
        return name if name in facts else None
    if place.number is None or place.name not in ROW_QUESTIONS:
        return name
    number = find_row(said, rows_of(facts, place.name), place.number) if isinstance(said, Mapping) else None
    if number is None:
        return None
    return "-".join(part for part in (place.name, str(number), place.field) if part)


def is_unchanged(name: str, said: Any, facts: Facts) -> bool:
    """Whether what stands at a place now (``name_now``) is what the remark was said of."""
    now, field = value_at(facts, name), TextPlace.of(name).field
    if field and isinstance(now, Mapping) and isinstance(said, Mapping):
        return bool(now.get(field) == said.get(field))
    return bool(now == said)
