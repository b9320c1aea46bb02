"""From a fault's or a notice's place to its field in the desk's form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from editorial.announcing.form_panels import announcement_form_class
from editorial.announcing.form_sections import SECTIONS
from editorial.announcing.question_words import QUESTIONS, ROW_QUESTIONS, ROWS, before_sentence
from listings.schedule.validation import Fault


@dataclass(frozen=True)
class FieldNote:
    """A sentence about a field: its question, what there is to say, and the address of the field in the form."""

    label: str
    message: str
    url: str


def field_notes(faults: list[Fault], listing_key: UUID) -> list[FieldNote]:
    form = reverse("edit_announcement", args=[listing_key])
    return [FieldNote(_label(fault.field), str(fault.message), f"{form}{_anchor(fault.field)}") for fault in faults]


def _anchor(path: str) -> str:
    """The place of a field on the form's page: the field, else its section, else the top."""
    name, _dot, rest = path.partition(".")
    form_class: Any = announcement_form_class()
    if rest.count(".") == 1 and name in form_class.formsets:
        return f"#id_{name}-{rest.replace('.', '-')}"
    if not rest and name in form_class.base_fields and not form_class.base_fields[name].widget.is_hidden:
        return f"#id_{name}"
    section = next((section for section in SECTIONS if name in section.names), None)
    return f"#{section.anchor}" if section is not None else ""


def _label(path: str) -> str:
    """Return what the form asks; the section's title for what it asks in no words of its own."""
    name, _dot, rest = path.partition(".")
    if name in ROW_QUESTIONS:
        question = ROW_QUESTIONS[name].get(rest.rpartition(".")[2])
        return before_sentence(str(question.label if question else ROWS[name].title))
    question = QUESTIONS.get(name)
    return before_sentence(str(question.label) if question else section_title(name))


def section_title(name: str) -> str:
    """Return the title of the section that a field or a kind of rows stands in; empty for one that the form lacks."""
    return next((str(section.title) for section in SECTIONS if name in section.names), "")
