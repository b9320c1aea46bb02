"""Which answers of a form can be stored as they are, for a save that leaves the others typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist
from django.utils.translation import gettext as _

#: Errors that a form of ours brings about only when it has been tampered with, or what it offered is gone.
_REFUSED = frozenset({"invalid_choice", "invalid_pk_value", "invalid_list"})
_ROW_FIELDS = frozenset({"id", "ORDER", "DELETE"})


@dataclass
class Unstorable:
    """What of a form can't be stored: fields, fields of rows by kind and number, and kinds that aren't in the form.

    ``is_refused``: nothing of the form may be stored.
    """

    fields: set[str] = field(default_factory=set)
    rows: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    is_refused: bool = False
    #: Whether the person must be told: something was typed that isn't understood, or lacks its main part.
    is_told: bool = False

    def __bool__(self) -> bool:
        return bool(self.fields or self.rows or self.kinds or self.is_refused)


def unstorable_of(form: Any) -> Unstorable:
    """Judge a bound form as a draft. Adds errors for what cannot be stored without something else, such as the name."""
    form.defer_required_fields()
    form.is_valid()
    found = Unstorable(kinds={kind for kind, formset in form.formsets.items() if not formset.is_bound})
    _judge_fields(form, found)
    for kind, formset in form.formsets.items():
        if formset.is_bound:
            _judge_rows(kind, formset, found)
    return found


def _judge_fields(form: Any, found: Unstorable) -> None:
    if "title" in form.fields and not form.errors.get("title") and not (form.cleaned_data.get("title") or "").strip():
        form.add_error("title", _("Write a name: then it can be saved."))
    errors = form.errors
    found.is_refused = bool(errors.get(NON_FIELD_ERRORS) or getattr(form, "_refused", ())) or _is_refused(errors)
    found.fields = set(errors) - {NON_FIELD_ERRORS}
    found.is_told = bool(errors)
    # An empty answer where the page must have one, such as the interval, isn't an error: what was stored stays.
    found.fields |= set(_unstorable(form))


def _judge_rows(kind: str, formset: Any, found: Unstorable) -> None:
    if formset.non_form_errors():
        found.is_refused = found.is_told = True
    deleted = formset.deleted_forms if formset.can_delete else []
    for number, row in enumerate(formset.forms):
        if row in deleted or (row.empty_permitted and not row.has_changed()):
            continue
        for name in list(_unstorable(row)):
            row.add_error(name, _("Fill this in too, or empty the whole row."))
        if row.errors:
            found.is_told = True
            found.is_refused = found.is_refused or _is_refused(row.errors)
            found.rows.setdefault(kind, {})[number] = set(row.errors)


def _is_refused(errors: Any) -> bool:
    return any(error.code in _REFUSED for texts in errors.values() for error in texts.as_data())


def _unstorable(form: Any) -> Iterator[str]:
    """Yield fields that are empty although the database, or a closed list, must have a value."""
    for name, value in getattr(form, "cleaned_data", {}).items():
        if name in _ROW_FIELDS or value not in (None, ""):
            continue
        try:
            stored = form._meta.model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if not getattr(stored, "concrete", False) or stored.many_to_many:
            continue
        if (value is None and not stored.null) or (value == "" and not stored.blank and name != "title"):
            yield name


def strip(form: Any, unstorable: Unstorable) -> Any:
    """Take what can't be stored out of a form that hasn't been validated: there the page keeps what it has."""
    for kind in unstorable.kinds:
        del form.formsets[kind]
    for name in unstorable.fields & set(form.fields):
        del form.fields[name]
    for kind, rows in unstorable.rows.items():
        formset = form.formsets[kind]
        for number, names in rows.items():
            _strip_row(formset, number, names)
    return form


def _strip_row(formset: Any, number: int, names: set[str]) -> None:
    row = formset.forms[number]
    is_known = number < formset.initial_form_count()
    if not is_known and any(not row._meta.model._meta.get_field(name).blank for name in names & set(row.fields)):
        row.empty_permitted = True
        row.__dict__["changed_data"] = []
        return
    for name in names & set(row.fields):
        del row.fields[name]
