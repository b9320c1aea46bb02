"""What differs between a page's form as somebody has filled it in and the page as it is stored, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.db.models import Manager, Model
from django.utils.formats import localize
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from regions.rich_text import plain_text

_SEPARATOR = " · "


class Difference(NamedTuple):
    """One field: its label, and what stands in it on both sides, for people. Rows of a list are lines."""

    label: str
    mine: str
    theirs: str


def differences(mine: Any, theirs: Any, labels: Mapping[str, Any] | None = None) -> list[Difference]:
    """Compare two forms of one page: ``mine`` has been validated, ``theirs`` is unbound.

    ``labels`` are names of kinds of rows, for people. Rows of a kind that ``mine`` doesn't speak of aren't compared.
    """
    found = list(_field_differences(mine, theirs))
    for name, formset in mine.formsets.items():
        if name not in theirs.formsets or name == "comments" or not formset.is_bound:
            continue
        rows = [_row_text(form) for form in formset.forms if not _is_deleted(formset, form) and not _is_empty(form)]
        stored = [_row_text(form) for form in theirs.formsets[name].initial_forms]
        texts = ("\n".join(filter(None, rows)), "\n".join(filter(None, stored)))
        if texts[0] != texts[1]:
            found.append(Difference(str((labels or {}).get(name) or _label_of_rows(formset)), *texts))
    return found


def _field_differences(mine: Any, theirs: Any) -> Iterable[Difference]:
    for name, field in mine.fields.items():
        if name not in theirs.fields or name == "comment_notifications" or _is_unseen(field):
            continue
        texts = (_typed_text(mine, name, field), _value_text(field, theirs.get_initial_for_field(field, name)))
        if texts[0] != texts[1]:
            yield Difference(str(field.label or name), *texts)


def _is_unseen(field: Any) -> bool:
    """Whether people see nothing of the field. A choice in a hidden field is shown by what stands beside it."""
    return bool(field.widget.is_hidden) and not isinstance(field, forms.ModelChoiceField)


def _is_empty(form: Any) -> bool:
    return bool(form.empty_permitted) and not form.has_changed()


def _row_text(form: Any) -> str:
    """What stands in a row, without the fields that only order and identify it."""
    texts = []
    for name, field in form.fields.items():
        if name in {"id", "ORDER", "DELETE"} or field.widget.is_hidden:
            continue
        typed = form.is_bound
        text = _typed_text(form, name, field) if typed else _value_text(field, form.get_initial_for_field(field, name))
        if text:
            texts.append(text)
    return _SEPARATOR.join(texts)


def _typed_text(form: Any, name: str, field: Any) -> str:
    """The cleaned value in words; what was typed, as it is, where it isn't valid."""
    if name in getattr(form, "cleaned_data", {}):
        return _value_text(field, form.cleaned_data[name])
    return _value_text(field, form[name].value())


def _value_text(field: Any, value: Any) -> str:
    if isinstance(value, StreamValue):
        return plain_text(" ".join(map(str, value.stream_block.get_searchable_content(value))))
    if isinstance(value, Manager):
        value = value.all()
    if isinstance(value, Iterable) and not isinstance(value, str | Model):
        return ", ".join(sorted(_one_text(field, item) for item in value))
    return _one_text(field, value)


def _one_text(field: Any, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, Model):
        return str(value)
    if isinstance(field, forms.ModelChoiceField):
        return _chosen_text(field, value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(_flat(field.choices)).get(str(value), value))
    if isinstance(value, str):
        return plain_text(value) if "<" in value else " ".join(value.split())
    return str(localize(value))


def _chosen_text(field: Any, value: Any) -> str:
    try:
        return str(field.queryset.filter(pk=value).first() or value)
    except (ValueError, TypeError):
        return str(value)


def _flat(choices: Any) -> Iterable[tuple[str, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), label


def _is_deleted(formset: Any, form: Any) -> bool:
    return bool(form.data.get(f"{form.prefix}-DELETE"))


def _label_of_rows(formset: Any) -> str:
    return str(formset.model._meta.verbose_name_plural)
