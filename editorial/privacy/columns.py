"""Finding and erasing a person in the columns of tables, by what was decided on each (``personal_data``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote_plus

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import EmailField
from wagtail.models import Page

from editorial.privacy.column_values import ColumnValues
from editorial.privacy.person import Person
from editorial.privacy.personal_data import Place, Treatment, decided
from editorial.privacy.written_forms import WrittenForms
from regions.models import Portal

#: Looked after by ``stored_pages`` and ``contacts``: they are read whole.
READ_WHOLE = frozenset(
    {
        "wagtailcore.revision",
        "listings.activitycontact",
    }
)
_ALSO_READ_WHOLE = frozenset({"wagtail_localize.translationsource.content_json"})
_BATCH = 500
_TEXTS = (Treatment.WORDS, Treatment.CONTENT, Treatment.NAME, Treatment.OWNERS_NAME)


def rows_about(places: list[Place], forms: WrittenForms, *, also: str = "", values: Any = ()) -> Iterator[Any]:
    """Yield the rows of the places' model that may have any of the forms in one of these columns.

    ``also``: a condition in SQL, with its values, that lets in more rows.
    """
    model = places[0].model
    quote = connection.ops.quote_name
    condition, parameters = forms.condition([quote(place.field.column) for place in places])
    if also:
        condition, parameters = f"{condition} OR {also}", [*parameters, *values]
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key} FROM {table} WHERE {condition}", parameters)  # noqa: S608  (names of ours)
        keys = [row[0] for row in cursor.fetchall()]
    for start in range(0, len(keys), _BATCH):
        yield from model._base_manager.filter(pk__in=keys[start : start + _BATCH])


def by_model(places: Iterator[Place]) -> dict[str, list[Place]]:
    grouped: dict[str, list[Place]] = {}
    for place in places:
        grouped.setdefault(place.label.rpartition(".")[0], []).append(place)
    return grouped


def erase_from_columns(values: ColumnValues) -> dict[str, int]:
    """Take the person out of text; return the number of rows by model."""
    person, counts = values.person, {}
    for label, places in by_model(decided(*_TEXTS)).items():
        if label in READ_WHOLE:
            continue
        read = [place for place in places if place.label not in _ALSO_READ_WHOLE]
        counts[label] = sum(_erase_from_row(row, read, values) for row in _rows(read, person))
    return {label: count for label, count in counts.items() if count}


def _rows(places: list[Place], person: Person) -> Iterator[Any]:
    keys = _account_fields(places[0].model)
    columns = " OR ".join(f"{connection.ops.quote_name(key.column)} = ANY(%s)" for key in keys)
    return rows_about(places, person.by_anything, also=columns, values=[list(person.account_ids)] * len(keys))


def _account_fields(model: Any) -> list[Any]:
    return [
        field for field in model._meta.local_fields if field.is_relation and field.related_model is get_user_model()
    ]


def _erase_from_row(row: Any, places: list[Place], values: ColumnValues) -> bool:
    has_address = any(_is_address_of(getattr(row, place.field.attname), place, values.person) for place in places)
    has_sent = has_address and any(place.treatment is Treatment.OWNERS_NAME for place in places)
    is_own = has_sent or is_of(row, values.person)
    by_person = has_sent or _is_written(row, values.person)
    changes: dict[str, Any] = {}
    for place in places:
        before = getattr(row, place.field.attname)
        after = values.without(place.field, before, is_own=is_own, by_person=by_person, has_address=has_address)
        if after != before:
            changes[place.name] = after
    if not changes:
        return False
    type(row)._base_manager.filter(pk=row.pk).update(**changes, **_derived(row, changes))
    return True


def _is_written(row: Any, person: Person) -> bool:
    """Whether the person wrote a row: it has their account, or is a page of theirs or a part of one."""
    if isinstance(row, Page):
        return row.pk in person.written_pages
    keys = _account_fields(type(row))
    if keys:
        return any(getattr(row, key.attname) in person.account_ids for key in keys)
    return getattr(row, "page_id", None) in person.written_pages


def _is_address_of(value: Any, place: Place, person: Person) -> bool:
    """Whether a column says who the row is of: an address that is published may be anybody's."""
    is_owners = place.treatment is Treatment.WORDS and isinstance(place.field, EmailField)
    return is_owners and str(value or "").lower() in person.addresses


def _derived(row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """What is computed from a changed text and stored beside it."""
    if row._meta.label_lower == "wagtail_localize.string" and "data" in changes:
        return {"data_hash": type(row)._get_data_hash(changes["data"])}
    return {}


def is_of(row: Any, person: Person) -> bool:
    """Whether a row is a page, or a part of a page or a portal, of the person's."""
    if isinstance(row, Page):
        return row.pk in person.own_pages
    if isinstance(row, Portal):
        return row.pk in person.own_portals or row.contact_email.lower() in person.addresses
    return getattr(row, "page_id", None) in person.own_pages


def delete_rows_of_address(person: Person) -> dict[str, int]:
    """Delete the rows that belong to the person's addresses; return their number by model."""
    counts: dict[str, int] = {}
    for label, places in by_model(decided(Treatment.ADDRESS)).items():
        keys = [row.pk for row in rows_about(places, person.by_address) if _has(row, places, person)]
        if keys:
            counts[label] = len(keys)
            places[0].model._base_manager.filter(pk__in=keys).delete()
    return counts


def _has(row: Any, places: list[Place], person: Person) -> bool:
    texts = (str(getattr(row, place.field.attname)) for place in places)
    return any(person.by_address.are_in(text) or person.by_address.are_in(unquote_plus(text)) for text in texts)


def point_elsewhere(person: Person, target: Callable[[Place], int | None]) -> list[tuple[Place, int]]:
    """Give what points to the person's accounts to ``target``, or to nobody; return columns with their rows' number."""
    counts = []
    for place in decided(Treatment.DELETED_PERSON, Treatment.NOBODY):
        rows = place.model._base_manager.filter(**{f"{place.name}__in": person.account_ids})
        counts.append((place, rows.update(**{place.name: target(place)})))
    return [(place, count) for place, count in counts if count]
