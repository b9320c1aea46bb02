"""What a field of the desk's form is called in a refusal: as the form asks it, never by the name in the code."""

from __future__ import annotations

import re

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst

from editorial.announcing.question_words import QUESTIONS, ROW_QUESTIONS, ROWS
from listings.models import ActivityPage

#: Names of fields in rows, such as "slots-0-start".
_IN_ROW = re.compile(r"([a-z_]+)-[0-9_a-z]+-([a-z_]+)")
_LONGEST = 100


def question_name(name: str) -> str:
    """Return the question of a field, or of a kind of rows, by its name; a name that no field has stays as it is."""
    row = _IN_ROW.fullmatch(name)
    if row is not None and row[1] in ROW_QUESTIONS and row[2] in ROW_QUESTIONS[row[1]]:
        return f"{_plain(ROWS[row[1]].title)}: {_plain(ROW_QUESTIONS[row[1]][row[2]].label)}"
    kind = name.partition("-")[0]
    if kind in ROWS:
        return _plain(ROWS[kind].title)
    if name in QUESTIONS:
        return _plain(QUESTIONS[name].label)
    try:
        return str(capfirst(getattr(ActivityPage._meta.get_field(name), "verbose_name", name)))
    except FieldDoesNotExist:
        return name[:_LONGEST]


def _plain(question: object) -> str:
    """The question without its mark, which would stand inside a sentence."""
    return str(question).rstrip(" ?؟")
