"""Rows of a form that keep what the form doesn't ask."""

from __future__ import annotations

from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

_ChoiceField: Any = forms.ModelChoiceField


class KnownRowField(_ChoiceField):
    """The id of a row that the form was made from. The database needn't have it any more: publishing makes new ones."""

    rows: dict[str, Any]

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if str(value) not in self.rows:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return self.rows[str(value)]


class KeptRowsMixin:
    """A formset whose rows without an id, of a draft of a public page, start from what is stored in their place.

    Wagtail would make a new row of each, and lose what isn't in the form.
    """

    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)  # type: ignore[misc]
        formset: Any = self
        usual = form.fields["id"]
        field = KnownRowField(usual.queryset, initial=usual.initial, required=False, widget=forms.HiddenInput)
        field.rows = {str(row.pk): row for row in formset.get_queryset() if row.pk is not None}
        form.fields["id"] = field

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        row = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        formset: Any = self
        if formset.is_bound and i < formset.initial_form_count() and row.instance.pk is None:
            rows = list(formset.get_queryset())
            if i < len(rows) and rows[i].pk is None:
                row.instance = copy(rows[i])
        return row


def with_kept_rows(form_class: Any) -> Any:
    """Give a form's class formsets of this kind."""
    form_class.formsets = {
        kind: type(f"Kept{formset.__name__}", (KeptRowsMixin, formset), {})
        for kind, formset in form_class.formsets.items()
    }
    return form_class
