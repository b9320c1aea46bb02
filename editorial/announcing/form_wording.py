"""Gives the fields of the desk's form, and those of its rows, their words and the look of their inputs."""

from __future__ import annotations

from typing import Any

from django import forms

from editorial.announcing.question_choices import tick_label, worded_choices
from editorial.announcing.question_words import (
    LANGUAGE_ROLES,
    QUESTIONS,
    ROW_QUESTIONS,
    SCHEDULE_KINDS,
    WEEKS_OF_MONTH,
    Question,
)
from editorial.desk.field_faults import word_faults

#: Inputs whose text runs from left to right in every language.
_LEFT_TO_RIGHT = (forms.URLInput, forms.EmailInput)
_OWN_CHOICES: dict[str, Any] = {"schedule_kind": SCHEDULE_KINDS, "weeks_of_month": WEEKS_OF_MONTH}
#: What a browser can fill in by itself, by the name of a field in a row of contacts.
_NO_AUTOFILL = {"autocomplete": "off"}


def word_form(form: Any) -> None:
    if "format" in form.fields:
        form.fields["format"].empty_label = None
    if "municipality" in form.fields:
        form.fields["municipality"].empty_label = "–"
    for name, field in form.fields.items():
        _word(field, QUESTIONS.get(name))
        choices = _OWN_CHOICES.get(name) or worded_choices(name, getattr(field, "choices", ()))
        if choices is not None:
            field.widget.choices = choices
        if (label := tick_label(name)) is not None:
            field.label = label
    if "schedule_interval" in form.fields:
        form.fields["schedule_interval"].widget.attrs["data-plain"] = "1"
    for name in set(form.instance.text_fields) & set(form.fields):
        form.fields[name].widget.attrs |= {"lang": form.written_language, "data-written": ""}


def word_row(kind: str, row: Any) -> None:
    """Word the fields of one row, before anything binds them: a bound field keeps the words that it was made with."""
    for name, field in row.fields.items():
        _word(field, ROW_QUESTIONS[kind].get(name))
        is_language = kind == "spoken_languages"
        choices = LANGUAGE_ROLES if (is_language and name == "role") else None
        if choices is None and not is_language:
            choices = worded_choices(name, getattr(field, "choices", ()))
        if choices is not None:
            field.widget.choices = choices


def _word(field: Any, question: Question | None) -> None:
    word_faults(field)
    if question is not None:
        field.label, field.help_text = question.label, question.help
    attrs = field.widget.attrs
    if isinstance(field.widget, (forms.TextInput, forms.Textarea, *_LEFT_TO_RIGHT)):
        attrs.update(_NO_AUTOFILL)
        if isinstance(field.widget, _LEFT_TO_RIGHT) or attrs.get("inputmode"):
            attrs["dir"] = "ltr"
        else:
            attrs.setdefault("dir", "auto")
