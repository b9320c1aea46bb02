"""Rows for ``COPY``: a model's columns with their defaults, a page's two tables and its revision.

A published page is three rows with the same content: Wagtail's, its model's, and its last revision, which Wagtail opens
in the editor. So every page gets its revision here, with the content that Wagtail would have written
(``Page.serializable_data``); a page without one could not be edited, compared or scheduled.
"""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Field, JSONField
from psycopg.types.json import Jsonb
from wagtail.models import Page

#: Values by attribute name (``locale_id``), as a model instance would hold them.
Values = Mapping[str, Any]


class Table:
    """One model's own table."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.fields: list[Field[Any, Any]] = list(model._meta.local_concrete_fields)
        self.name: str = model._meta.db_table
        self.columns = [str(field.column) for field in self.fields]
        self._defaults = [
            (field.attname, None if field.is_relation else self._adapted(field, field.get_default()))
            for field in self.fields
        ]
        self._json = [field.attname for field in self.fields if isinstance(field, JSONField)]

    def row(self, values: Values) -> list[Any]:
        """Return the values in the order of the columns, with defaults; the driver adapts other types."""
        if self._json:
            values = {**values, **{name: Jsonb(values[name]) for name in self._json if name in values}}
        return [values.get(name, default) for name, default in self._defaults]

    @staticmethod
    def _adapted(field: Field[Any, Any], value: Any) -> Any:
        return Jsonb(value) if isinstance(field, JSONField) else value


class LinkTable(Table):
    """The table of a many-to-many field of a page."""

    def __init__(self, model: Any, name: str) -> None:
        field = model._meta.get_field(name)
        super().__init__(field.remote_field.through)
        self.source, self.target = (
            field.remote_field.through._meta.get_field(side).attname
            for side in (field.m2m_field_name(), field.m2m_reverse_field_name())
        )

    def link(self, key: int, page_id: int, target_id: Any) -> list[Any]:
        return self.row({"id": key, self.source: page_id, self.target: target_id})


class PageTables:
    """Wagtail's table of pages, a page model's own, and the revisions of its pages."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.own = Table(model)
        self.content_type = ContentType.objects.get_for_model(model, for_concrete_model=False).pk
        self._base_content_type = ContentType.objects.get_for_model(Page).pk
        self._pointer: str = model._meta.get_field("page_ptr").attname
        self._empty: dict[str, Any] = model().serializable_data()
        self._fields = {
            field.attname: field for field in (*Page._meta.local_concrete_fields, *model._meta.local_concrete_fields)
        }

    def complete(self, values: Values) -> dict[str, Any]:
        return {**values, "content_type_id": self.content_type, self._pointer: values["id"]}

    def revision(
        self, key: int, values: Values, lists: Mapping[str, list[Any]], created_at: datetime.datetime
    ) -> Values:
        """Return the revision of a published page. ``lists``: child rows as ``content_of``, keys of concepts."""
        content = {**self._empty, **lists, "pk": values["id"]}
        for name, value in values.items():
            field = self._fields.get(name)
            if field is not None and name not in ("id", self._pointer):
                content[field.name] = serialised(field, value)
        return {
            "id": key,
            "content_type_id": self.content_type,
            "base_content_type_id": self._base_content_type,
            "object_id": str(values["id"]),
            "created_at": created_at,
            "object_str": values["title"],
            "content": content,
        }


def content_of(table: Table, values: Values) -> dict[str, Any]:
    """Return a child row as in the content of its page's revision."""
    content: dict[str, Any] = {"pk": values["id"]}
    for field in table.fields:
        if field.attname != "id":
            is_given = field.attname in values
            value = values[field.attname] if is_given else None if field.is_relation else field.get_default()
            content[field.name] = serialised(field, value)
    return content


def serialised(field: Any, value: Any) -> Any:
    """Return a field's value as modelcluster writes it into a revision."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID | Decimal):
        return str(value)
    return json.dumps([str(item) for item in value])


def copy_rows(table: Table, rows: Iterable[list[Any]]) -> None:
    """Write rows with COPY; the table's triggers see all of them in one statement."""
    names = ", ".join(connection.ops.quote_name(column) for column in table.columns)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {connection.ops.quote_name(table.name)} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
