"""What a revision's data points to, read with one statement for each kind of row.

Modelcluster asks for every single row, and throws it away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel, get_all_child_relations, model_from_serializable_data

#: What a page keeps of its own row, whatever a revision says.
OF_THE_ROW = frozenset({"alias_of", "content_type", "latest_revision", "live_revision", "locale", "locked_by", "owner"})

#: Rows that are pointed to, by model and key.
PointedTo = Mapping[Any, Mapping[Any, Any]]


class RevisionReferences:
    """The rows that a revision of a page of ``model`` points to, by itself and by rows of its own, such as tags.

    A row that has been deleted since isn't there, as if it hadn't been chosen. ``rest`` is the data without them, and
    without the rows that point to others.
    """

    def __init__(self, model: type[models.Model], data: Mapping[str, Any]) -> None:
        self.keys = {field: _keys(field, data[field.name]) for field in _references(model) if field.name in data}
        self.parts = [
            _PartReferences(relation, fields, data[relation.get_accessor_name()])
            for relation, fields in _pointing_parts(model)
            if relation.get_accessor_name() in data
        ]
        names = {*(field.name for field in self.keys), *(part.name for part in self.parts)}
        self.rest = {name: value for name, value in data.items() if name not in names}

    def give_to(self, page: Any, found: PointedTo | None = None) -> None:
        """Set the page's fields and rows. ``found`` is what ``find_rows`` returned; else it is read here."""
        rows = find_rows([self]) if found is None else found
        for field, keys in self.keys.items():
            chosen = [row for key, row in rows[field.related_model].items() if key in keys]
            setattr(page, field.name, chosen if field.many_to_many else next(iter(chosen), None))
        for part in self.parts:
            setattr(page, part.name, list(part.made(rows)))

    def wanted(self) -> Iterable[tuple[Any, set[Any]]]:
        """Yield the models that are pointed to, each with keys."""
        for field, keys in self.keys.items():
            yield field.related_model, keys
        for part in self.parts:
            yield from part.wanted()


class _PartReferences:
    """Rows of one kind that belong to the page and point to others by ``fields``."""

    def __init__(self, relation: Any, fields: list[Any], data: Any) -> None:
        self.name, self.fields, self.data = relation.get_accessor_name(), fields, data
        self.model = relation.related_model
        self.empty = {field.name: None for field in (*fields, relation.field)}

    def wanted(self) -> Iterable[tuple[Any, set[Any]]]:
        for field in self.fields:
            yield field.related_model, set().union(*(_keys(field, row.get(field.name)) for row in self.data))

    def made(self, found: PointedTo) -> Iterable[Any]:
        """Yield the rows, without those that can't be without a row that is gone."""
        for values in self.data:
            row = model_from_serializable_data(self.model, {**values, **self.empty})
            for field in self.fields:
                [key] = _keys(field, values.get(field.name)) or [None]
                setattr(row, field.name, found[field.related_model].get(key))
            if all(field.null or getattr(row, field.attname) is not None for field in self.fields):
                yield row


def find_rows(references: Iterable[RevisionReferences]) -> PointedTo:
    """Return what several revisions point to. One statement for each model, whatever their number."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for one in references:
        for model, keys in one.wanted():
            wanted[model] |= keys
    return {
        model: {row.pk: row for row in _rows_of(model).filter(pk__in=keys)} if keys else {}
        for model, keys in wanted.items()
    }


def _rows_of(model: Any) -> Any:
    """Records with their titles: reading one later takes a statement each."""
    rows = model._default_manager.all()
    return rows.titled() if hasattr(rows, "titled") else rows


def _references(model: type[models.Model]) -> list[Any]:
    """The page's own fields that point to rows; what Wagtail's page points to is kept of its row."""
    chosen = (field for field in model._meta.many_to_many if isinstance(field, ParentalManyToManyField))
    return [*_foreign_keys(model), *chosen]


def _pointing_parts(model: type[models.Model]) -> Iterable[tuple[Any, list[Any]]]:
    """The kinds of rows of a page that point to more than the page; rows with rows of their own are read as usual."""
    for relation in get_all_child_relations(model):
        fields = [field for field in _foreign_keys(relation.related_model) if field != relation.field]
        if fields and not issubclass(relation.related_model, ClusterableModel):
            yield relation, fields


def _foreign_keys(model: type[models.Model]) -> list[Any]:
    return [
        field
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and not field.remote_field.parent_link
    ]


def _keys(field: Any, value: Any) -> set[Any]:
    values = value if field.many_to_many else [value]
    return {field.related_model._meta.pk.to_python(key) for key in values if key is not None}
