"""The sections of the form as its template shows them: each question with its template, its condition and its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import flatatt

from editorial.announcing.conditional_questions import (
    CONDITIONS,
    ROW_CONDITIONS,
    Attributes,
    Condition,
    script_attributes,
)
from editorial.announcing.form_sections import SECTIONS, Folded, FormSection, MoreRows, Name, NextDatesHere, Together
from editorial.announcing.form_wording import word_row
from editorial.announcing.question_choices import ChoiceGroups, choice_groups
from editorial.announcing.question_words import ROW_QUESTIONS, ROWS, RowWords
from editorial.announcing.typed_rows import MAX_ROWS

_FOLDER = "editorial/announcing/"
#: Templates of fields that have one of their own, by the field's name.
FIELD_TEMPLATES: dict[str, str] = dict.fromkeys(("venue", "image", "co_organisers"), f"{_FOLDER}group.html")
#: Fields whose answer is a few characters.
_SHORT = frozenset(
    {"age_from", "age_to", "season_start", "season_end", "schedule_interval", "valid_until", "floor", "price_eur"}
    | {"sign_up_deadline", "seats", "start", "end", "date", "first", "last", "consent_on", "keep_until"}
)
#: Answers that mean nothing special.
_FROM_THE_START = {"schedule_interval": "1"}


@dataclass(frozen=True)
class Part:
    """One thing of a section. ``attributes`` are those of its condition; ``row`` names the row that it stands in."""

    template: str
    field: Any = None
    groups: ChoiceGroups | None = None
    rows: ShownRows | None = None
    parts: tuple[Part, ...] = ()
    title: Any = ""
    opens: str = ""
    row: str = ""
    attributes: Attributes = ()
    is_short: bool = False
    is_open: bool = False

    @property
    def html_attributes(self) -> str:
        return flatatt(dict(self.attributes))

    @property
    def html_class(self) -> str:
        """The classes of a question: what it looks like, and whether it has a fault."""
        kinds = {"choices": self.groups is not None, "short": self.is_short, "faulty": bool(self.field.errors)}
        return " ".join(["field", *(name for name, holds in kinds.items() if holds)])


@dataclass(frozen=True)
class ShownRow:
    """A row; ``name`` says which it is, such as "Time 2"."""

    form: Any
    name: str
    parts: tuple[Part, ...]
    can_go: bool


@dataclass(frozen=True)
class ShownRows:
    """Rows of one kind, and ``blank``, an empty one from which the page's script makes others."""

    kind: str
    words: RowWords
    formset: Any
    rows: tuple[ShownRow, ...]
    blank: ShownRow
    may_grow: bool


@dataclass(frozen=True)
class ShownSection:
    """A section with those of its questions that this form has."""

    section: FormSection
    parts: tuple[Part, ...]


def shown_sections(form: Any) -> Iterator[ShownSection]:
    """Yield the sections of a form that have anything to ask."""
    for section in SECTIONS:
        parts = tuple(_parts(form, section.names))
        if parts:
            yield ShownSection(section, parts)


def _parts(form: Any, names: tuple[Any, ...]) -> Iterator[Part]:
    for name in names:
        part = _part(form, name)
        if part is not None:
            yield part


def _part(form: Any, name: Name) -> Part | None:
    if isinstance(name, NextDatesHere):
        return Part(f"{_FOLDER}next_dates_part.html")
    if isinstance(name, MoreRows):
        return _more_rows(name)
    if isinstance(name, Together | Folded):
        inside = tuple(_parts(form, name.names))
        if not inside:
            return None
        if isinstance(name, Together):
            return Part(f"{_FOLDER}together.html", parts=inside)
        is_open = any(_has_something(part) for part in inside)
        return Part(f"{_FOLDER}folded.html", parts=inside, title=name.title, is_open=is_open)
    attributes = script_attributes(CONDITIONS[name]) if name in CONDITIONS else ()
    if name in form.formsets:
        return Part(f"{_FOLDER}rows.html", rows=_rows(name, form.formsets[name]), attributes=attributes)
    return _field_part(form[name], attributes) if name in form.fields else None


def _more_rows(name: MoreRows) -> Part:
    """Shown where the rows count without being asked for."""
    condition = CONDITIONS[name.kind]
    answers = " ".join(answer for answer in condition.counts if answer not in condition.asked)
    attributes = (("data-after", condition.after), ("data-asked", answers))
    return Part(f"{_FOLDER}more_rows.html", title=name.title, opens=name.kind, attributes=attributes)


def _field_part(bound: Any, attributes: Attributes, row: str = "") -> Part:
    widget = bound.field.widget
    own = FIELD_TEMPLATES.get(bound.name) if not row else None
    if own or bound.is_hidden:
        return Part(own or f"{_FOLDER}hidden.html", field=bound, attributes=attributes, row=row)
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return Part(f"{_FOLDER}choices.html", bound, choice_groups(bound), attributes=attributes, row=row)
    shape = "tick" if isinstance(widget, forms.CheckboxInput) else "field"
    return Part(f"{_FOLDER}{shape}.html", field=bound, attributes=attributes, row=row, is_short=bound.name in _SHORT)


def _rows(kind: str, formset: Any) -> ShownRows:
    rows = tuple(
        _row(kind, number, row, can_go=number > 1 or bool(row.instance.pk)) for number, row in enumerate(formset, 1)
    )
    empty = formset.empty_form
    word_row(kind, empty)
    blank = _row(kind, None, empty, can_go=True)
    return ShownRows(kind, ROWS[kind], formset, rows, blank, may_grow=len(rows) < MAX_ROWS)


def _row(kind: str, number: int | None, form: Any, *, can_go: bool) -> ShownRow:
    """A row with all its questions; without a number, one that isn't there yet."""
    name = str(ROWS[kind].one) % {"number": number or "__number__"}
    conditions = ROW_CONDITIONS.get(kind, {})
    parts = tuple(
        _field_part(form[field], _row_attributes(form, conditions.get(field)), name)
        for field in ROW_QUESTIONS[kind]
        if field in form.fields
    )
    return ShownRow(form, name, parts, can_go)


def _row_attributes(form: Any, condition: Condition | None) -> Attributes:
    if condition is None:
        return ()
    return script_attributes(condition, form.add_prefix(condition.after))


def _has_something(part: Part) -> bool:
    """Whether a question has a fault, or an answer that isn't there from the start."""
    if part.rows is not None:
        formset = part.rows.formset
        return bool(formset.non_form_errors()) or any(
            row.form.errors or _is_filled(row.parts) for row in part.rows.rows
        )
    return _is_filled((part,)) or any(_has_something(inner) for inner in part.parts)


def _is_filled(parts: tuple[Part, ...]) -> bool:
    for part in parts:
        if part.field is None:
            continue
        value = part.field.value()
        if part.field.errors or str(value or "") not in ("", "[]", _FROM_THE_START.get(part.field.name)):
            return True
    return False
