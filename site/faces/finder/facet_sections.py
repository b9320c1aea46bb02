"""The finder's filters with their counts, in sections in the order in which people ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from faces.finder.active_filters import OrganisationNames
from faces.parts.localized_text import Text
from faces.parts.parameter_labels import checked_within_label, parameter_label, value_label
from faces.parts.viewpoint import Viewpoint
from listings.enums import RequiredLevel
from regions.collation import sort_key
from search.engines.base import FacetValue
from search.query import SearchQuery

#: Sections in the order of the page: name, legend (empty: the label of the first parameter), parameters.
#: ``place``, ``when``, ``hours`` and ``sign_up`` have fields of their own too.
_SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("theme", "", ("theme",)),
    ("place", N_("Where"), ()),
    ("my_level", "", ("my_level",)),
    ("when", N_("When"), ()),
    ("hours", N_("Day of the week and time"), ("weekday",)),
    ("municipality", "", ("municipality",)),
    ("district", "", ("district",)),
    ("children", "", ("children",)),
    ("target_group", "", ("target_group",)),
    ("price", "", ("price",)),
    ("activity_language", "", ("activity_language",)),
    ("mode", "", ("mode",)),
    ("sign_up", "", ("sign_up",)),
    ("accessibility", "", ("accessibility",)),
    ("format", "", ("format",)),
    ("section", "", ("section",)),
    ("organisation", "", ("organisation",)),
    ("text_in", "", ("text_in",)),
    ("confirmed_within", N_("When it was checked"), ("confirmed_within",)),
)
#: Open at first: what most people ask.
_OPEN = frozenset({"theme", "place", "my_level"})
_OWN_FIELDS: Mapping[str, tuple[str, ...]] = {
    "place": ("near", "radius"),
    "when": ("from", "to"),
    "hours": ("time_from", "time_to"),
    "sign_up": ("sign_up_open",),
}
#: Every parameter for which the form has a field, except the words and the order.
FIELDS = frozenset(name for _name, _legend, names in _SECTIONS for name in names) | {
    name for names in _OWN_FIELDS.values() for name in names
}
#: Vocabularies short enough to show values without results; other lists offer only values with results.
_SHOWN_WITH_ZERO = frozenset({"weekday", "children", "price", "mode", "sign_up"})
#: Values that are shown at once; a button shows the others.
_VALUES_AT_ONCE = 6
#: In the order of their vocabulary rather than by count; all values are shown at once.
_IN_ORDER = frozenset({"weekday", "children", "price", "mode", "sign_up", "section"})
#: Hidden while there is only one value: it is no choice.
_NEEDS_TWO = frozenset({"municipality", "section", "text_in", "organisation"})
#: Radio buttons: only one value makes sense.
_SINGLE = frozenset({"my_level", "confirmed_within"})
#: Choices of days since the organiser last confirmed an activity (docs/needs.md, C8).
_CHECKED_WITHIN = (30, 90, 180)


@dataclass(frozen=True)
class Choice:
    """One value: a checkbox, or a radio button in a group where only one makes sense. ``count`` None: not counted."""

    value: str
    label: Text
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Group:
    """The values of one parameter. ``first`` are shown at once, ``more`` after a button is pressed."""

    name: str
    legend: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    is_single: bool = False


@dataclass(frozen=True)
class Section:
    """Can be opened and closed. It has groups of values, and fields of its own that the template knows by ``name``.

    ``chosen`` counts the filters that are set in it.
    """

    name: str
    legend: str
    groups: tuple[Group, ...]
    chosen: int
    is_open: bool


def facet_sections(
    query: SearchQuery,
    facets: Mapping[str, Sequence[FacetValue]],
    viewpoint: Viewpoint,
    organisations: OrganisationNames,
) -> tuple[Section, ...]:
    """Return the sections that have something to choose. ``organisations``: those that can be chosen."""
    sections = []
    for name, legend, parameters in _SECTIONS:
        groups = [
            group for parameter in parameters if (group := _group(parameter, query, facets, viewpoint, organisations))
        ]
        if not groups and name not in _OWN_FIELDS:
            continue
        chosen = sum(
            len(query.chosen(field)) for field in (*parameters, *_OWN_FIELDS.get(name, ())) if field != "radius"
        )
        sections.append(
            Section(
                name=name,
                legend=_(legend) if legend else parameter_label(parameters[0]),
                groups=tuple(groups),
                chosen=chosen,
                is_open=name in _OPEN or bool(chosen),
            )
        )
    return tuple(sections)


def _group(
    name: str,
    query: SearchQuery,
    facets: Mapping[str, Sequence[FacetValue]],
    viewpoint: Viewpoint,
    organisations: OrganisationNames,
) -> Group | None:
    if name == "my_level":
        choices = _level_choices(query, facets, viewpoint)
    elif name == "confirmed_within":
        choices = _confirmation_choices(query, viewpoint)
    elif name == "organisation":
        choices = _organiser_choices(query, organisations)
    else:
        choices = _choices(name, query, facets, viewpoint)
    if not choices or (name in _NEEDS_TWO and len(choices) < 2 and not query.chosen(name)):
        return None
    all_at_once = name in _SINGLE or name in _IN_ORDER or any(choice.is_chosen for choice in choices[_VALUES_AT_ONCE:])
    at_once = len(choices) if all_at_once else _VALUES_AT_ONCE
    return Group(name, parameter_label(name), tuple(choices[:at_once]), tuple(choices[at_once:]), name in _SINGLE)


def _choices(
    name: str, query: SearchQuery, facets: Mapping[str, Sequence[FacetValue]], viewpoint: Viewpoint
) -> list[Choice]:
    counts = {value.code: value.count for value in facets.get(name, ())}
    codes = list(counts)
    if name in viewpoint.concepts.by_vocabulary:
        vocabulary = [concept.code for concept in viewpoint.concepts.by_vocabulary[name]]
        codes = [code for code in vocabulary if code in counts or name in _SHOWN_WITH_ZERO]
        codes += [code for code in counts if code not in vocabulary]
    codes += [value for value in query.chosen(name) if value not in codes]
    choices = [
        Choice(code, value_label(name, code, viewpoint), counts.get(code, 0), query.has(name, code)) for code in codes
    ]
    offered = [choice for choice in choices if choice.count or choice.is_chosen or name in _SHOWN_WITH_ZERO]
    if name in _IN_ORDER:
        return offered
    return sorted(offered, key=lambda choice: -(choice.count or 0))


def _level_choices(
    query: SearchQuery, facets: Mapping[str, Sequence[FacetValue]], viewpoint: Viewpoint
) -> list[Choice]:
    """Levels of "what I know", each with the number of activities that suit it: those of lower levels too."""
    counts = {value.code: value.count for value in facets.get("required_level", ())}
    choices = [_no_preference(viewpoint, not query.my_level)]
    for level in RequiredLevel.values:
        if level == RequiredLevel.NONE:
            continue
        total = sum(counts.get(code, 0) for code in RequiredLevel.up_to(level))
        label = viewpoint.label("required_level", level)
        choices.append(Choice(level, label, total, query.my_level == level))
    return choices


def _confirmation_choices(query: SearchQuery, viewpoint: Viewpoint) -> list[Choice]:
    """Days within which the activity must have been confirmed; the query's own number is among them."""
    chosen = query.confirmed_within
    offered = sorted({*_CHECKED_WITHIN, *([chosen] if chosen else [])})
    ages = [Choice(str(days), viewpoint.text(checked_within_label(days)), None, days == chosen) for days in offered]
    return [_no_preference(viewpoint, chosen is None), *ages]


def _organiser_choices(query: SearchQuery, organisations: OrganisationNames) -> list[Choice]:
    choices = [Choice(key, name, None, query.has("organisation", key)) for key, name in organisations.items()]
    return sorted(choices, key=lambda choice: sort_key(choice.label.value))


def _no_preference(viewpoint: Viewpoint, is_chosen: bool) -> Choice:
    return Choice("", viewpoint.text(_("Doesn't matter")), None, is_chosen)
