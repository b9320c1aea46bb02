"""Pages as Wagtail stores them whole, in revisions and for translation: the same columns, in one JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from modelcluster.models import get_all_child_relations
from wagtail.models import Comment, CommentReply, Page, get_page_models

from editorial.privacy.column_values import ColumnValues
from editorial.privacy.contacts import contacts_without
from editorial.privacy.person import Person
from editorial.privacy.personal_data import Treatment, decision_on
from listings.models import ActivityContact

#: Name of an activity's contacts.
CONTACTS = "contacts"


class _Role(NamedTuple):
    """What the person is to a page or a part of one."""

    is_own: bool
    by_person: bool
    heir: int | None


class SerialisedPages:
    """Takes the person out of serialised pages; their account makes way as was decided on the column."""

    def __init__(self, values: ColumnValues, deleted_person_id: int) -> None:
        self._values = values
        self._person = values.person
        self._deleted_person_id = deleted_person_id

    def without(self, model: Any, content: Mapping[str, Any], page_id: int, heir: int | None) -> dict[str, Any]:
        """Return a page's content without the person. ``heir`` owns the page from now on."""
        role = _Role(
            is_own=page_id in self._person.own_pages,
            by_person=_is_written(model, content, page_id, self._person),
            heir=heir,
        )
        children = {relation.get_accessor_name(): relation.related_model for relation in get_all_child_relations(model)}
        result: dict[str, Any] = {}
        for name, value in content.items():
            if name == CONTACTS and isinstance(value, list):
                result[name] = contacts_without(
                    value, page_id, self._person, lambda row: self.without(ActivityContact, row, page_id, heir)
                )
            elif name in children and isinstance(value, list):
                result[name] = [self.without(children[name], row, page_id, heir) for row in value]
            else:
                result[name] = self._value(model, name, value, role)
        if content.get("locked_by") in self._person.account_ids and "locked" in content:
            result |= {"locked": False, "locked_at": None}
        return result

    def text_of(self, model: Any, name: str, value: Any) -> Any:
        """Return the value of a column beside the content without the person."""
        return self._values.without(model._meta.get_field(name), value)

    def _value(self, model: Any, name: str, value: Any, role: _Role) -> Any:
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            return self._values.content.without(value)
        if field.is_relation and field.related_model is get_user_model():
            return self._account(field, value, role.heir)
        return self._values.without(field, value, is_own=role.is_own, by_person=role.by_person)

    def _account(self, field: Any, value: Any, heir: int | None) -> Any:
        if value not in self._person.account_ids:
            return value
        place = decision_on(field)
        if place is not None and place.treatment is Treatment.PASS_ON:
            return heir
        if place is not None and place.treatment is Treatment.DELETED_PERSON:
            return self._deleted_person_id
        return None


def _is_written(model: Any, content: Mapping[str, Any], page_id: int, person: Person) -> bool:
    """Whether the person wrote this: a comment of theirs, or any other part of a page of theirs."""
    keys = [key.name for key in account_fields(model)]
    if keys and not issubclass(model, Page):
        return any(content.get(key) in person.account_ids for key in keys)
    return page_id in person.written_pages


def contacts_in(content: Any) -> Iterator[Mapping[str, Any]]:
    """The contacts of a serialised page."""
    rows = content.get(CONTACTS) if isinstance(content, Mapping) else None
    yield from (row for row in rows or () if isinstance(row, Mapping))


def account_keys() -> set[str]:
    """The names under which pages and their parts have an account's id."""
    models = [*get_page_models(), Comment, CommentReply]
    return {field.name for model in models for field in account_fields(model)}


def account_fields(model: Any) -> list[Any]:
    """The foreign keys of a model, also of those it inherits from, to accounts."""
    return [field for field in model._meta.fields if field.is_relation and field.related_model is get_user_model()]


def read_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
