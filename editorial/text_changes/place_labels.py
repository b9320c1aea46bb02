"""What a place of a text is called: as the desk's form asks it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst

from editorial.announcing.question_names import question_name
from editorial.announcing.question_words import QUESTIONS, ROW_QUESTIONS, ROWS
from editorial.own_organisations.organisation_form import own_organisation_form_class
from editorial.second_language.second_text_form import text_label
from editorial.text_changes.text_places import TextPlace
from listings.models import ActivityPage, FamilyPage

#: What stands after a question, and not after a name.
_QUESTION_MARKS = " ?؟"


def place_label(page: Any, name: str) -> str:
    """Return what the desk's form asks at a place, in the active language; what it doesn't ask as the model names it.

    A row is called by its number: "Time 2", a field in it "Time 2: Begins", a string of a translation by its field.
    ``page`` is of any type.
    """
    place = TextPlace.of(name)
    if place.string:
        return place_label(page, place.name)
    label = ""
    if isinstance(page, FamilyPage) and not page.is_source:
        label = text_label(page, name)
    elif isinstance(page, ActivityPage):
        label = _of_activity(name, place)
    elif isinstance(page, FamilyPage):
        field = own_organisation_form_class().base_fields.get(name)
        label = str(field.label or "") if field is not None else ""
    return label.rstrip(_QUESTION_MARKS) or _of_model(page, place.name)


def _of_activity(name: str, place: TextPlace) -> str:
    if place.number is None or place.name not in ROWS:
        return question_name(name) if name in QUESTIONS or name in ROWS else ""
    row = str(ROWS[place.name].one) % {"number": place.number + 1}
    asked = ROW_QUESTIONS[place.name].get(place.field)
    return f"{row}: {asked.label}" if asked is not None else row


def _of_model(page: Any, name: str) -> str:
    try:
        field = type(page)._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if field.one_to_many:
        return str(capfirst(str(field.related_model._meta.verbose_name_plural)))
    return str(capfirst(str(getattr(field, "verbose_name", name))))
