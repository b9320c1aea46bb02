"""The choices of the desk's form: in the words that visitors read, and what is common apart from the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language

from listings.concepts import recent_concepts
from listings.enums import Section, Vocabulary

#: Fields whose choices are codes of a vocabulary.
_CODED = {
    "section": Vocabulary.SECTION,
    "required_level": Vocabulary.REQUIRED_LEVEL,
    "mode": Vocabulary.MODE,
    "price_type": Vocabulary.PRICE,
    "sign_up_type": Vocabulary.SIGN_UP,
    "weekdays": Vocabulary.WEEKDAY,
    "role": Vocabulary.CONTACT_ROLE,
}
#: Ticks that are concepts of their own.
_TICKS = {"childcare": Vocabulary.CHILDREN, "children_welcome": Vocabulary.CHILDREN}
#: Codes that are in sight; the rest is behind "more".
_COMMON = {
    "themes": ("language", "meeting", "friendship", "family", "homework", "work", "digital", "sport"),
    "target_groups": ("all", "women", "men", "families", "children", "youth", "jobseekers", "seniors"),
}


@dataclass(frozen=True)
class Choice:
    """One choice: its control, its text and what it means in one sentence."""

    control: Any
    text: str
    help: str = ""


@dataclass
class ChoiceGroups:
    """The choices of a field; ``has_chosen_more``: one behind "more" is chosen. ``professional``: in that section.

    ``common_section``: the section to which all that is in sight belongs, empty where that isn't one.
    """

    common: list[Choice] = field(default_factory=list)
    more: list[Choice] = field(default_factory=list)
    professional: list[Choice] = field(default_factory=list)
    has_chosen_more: bool = False
    common_section: str = ""


def worded_choices(name: str, choices: Any) -> list[tuple[Any, str]] | None:
    """Return the choices of a field in the words of its vocabulary; None for a field that has none."""
    vocabulary = _CODED.get(name)
    if vocabulary is None:
        return None
    return [(value, _label(vocabulary, str(value))) for value, _text in choices]


def tick_label(name: str) -> str | None:
    """Return the label of a tick that is a concept, else None."""
    return _label(_TICKS[name], name) if name in _TICKS else None


def _label(vocabulary: str, code: str) -> str:
    return capfirst(recent_concepts().label(vocabulary, code, get_language() or settings.LANGUAGE_CODE))


def choice_groups(bound_field: Any) -> ChoiceGroups:
    """Return the choices of a bound field with radio buttons or checkboxes."""
    groups = ChoiceGroups()
    common = _COMMON.get(bound_field.name)
    for control in bound_field.subwidgets:
        concept = getattr(control.data["value"], "instance", None)
        choice = Choice(control, control.choice_label, _help(concept) if bound_field.name == "format" else "")
        if concept is not None and concept.section == Section.PROFESSIONAL:
            groups.professional.append(choice)
        elif common is None or (concept is not None and concept.code in common):
            groups.common.append(choice)
        else:
            groups.more.append(choice)
            groups.has_chosen_more |= bool(control.data["selected"])
    sections = {getattr(choice.control.data["value"], "instance", None) for choice in groups.common}
    if sections and all(concept is not None and concept.section == Section.ACTIVITY for concept in sections):
        groups.common_section = Section.ACTIVITY.value
    if common is not None:
        groups.common.sort(key=lambda choice: common.index(choice.control.data["value"].instance.code))
    return groups


def _help(concept: Any) -> str:
    """Return what a concept means, in the reader's language alone."""
    if concept is None:
        return ""
    info = recent_concepts().by_key.get(concept.key)
    label = info.labels.get(get_language() or "") if info else None
    return label.help if label else ""
