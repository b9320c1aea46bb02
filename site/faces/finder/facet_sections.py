"""The finder's filters with their counts, in sections as people ask (LOOK, "Finder")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from faces.finder.active_filters import OrganisationNames
from faces.parts.localized_text import Text
from faces.parts.parameter_labels import checked_within, parameter_name, value_words
from faces.parts.viewpoint import Viewpoint
from listings.enums import RequiredLevel
from search.engines.base import FacetValue
from search.query import SearchQuery

#: Sections in the order of the page: a name, what it is called if not as its first parameter, the parameters in it.
#: ``place``, ``when``, ``hours`` and ``sign_up`` have fields of their own besides.
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
#: What most people ask first.
_OPEN = frozenset({"theme", "place", "my_level"})
_OWN_FIELDS: Mapping[str, tuple[str, ...]] = {
    "place": ("near", "radius"),
    "when": ("from", "to"),
    "hours": ("time_from", "time_to"),
    "sign_up": ("sign_up_open",),
}
#: Every parameter that the form has a field for, apart from the words and the order.
FIELDS = frozenset(name for _name, _legend, names in _SECTIONS for name in names) | {
    name for names in _OWN_FIELDS.values() for name in names
}
#: Closed lists short enough to show what there is nothing of; in the others only what can be found is offered.
_SHOWN_WITH_ZERO = frozenset({"weekday", "children", "price", "mode", "sign_up"})
#: Values that are shown at once; the rest waits behind a button.
VALUES_AT_ONCE = 6
#: In the order of their vocabulary rather than by count, and all of them at once.
_IN_ORDER = frozenset({"weekday", "children", "price", "mode", "sign_up", "section"})
#: A single value is no choice.
_NEEDS_TWO = frozenset({"municipality", "section", "text_in", "organisation"})
#: One choice for all.
_SINGLE = frozenset({"my_level", "confirmed_within"})
#: Days since an organiser last vouched for an activity that one may ask for; need C8.
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
    """The values of one parameter. ``first`` are shown at once, ``more`` behind a button."""

    name: str
    legend: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    is_single: bool = False


@dataclass(frozen=True)
class Section:
    """What can be opened and closed: groups of values, besides fields of its own that the template knows by ``name``.

    ``chosen`` counts the filters that are set in it.
    """

    name: str
    legend: str
    groups: tuple[Group, ...]
    chosen: int
    is_open: bool


def sections(
    query: SearchQuery,
    facets: Mapping[str, Sequence[FacetValue]],
    viewpoint: Viewpoint,
    organisations: OrganisationNames,
) -> tuple[Section, ...]:
    """The sections that have something to choose. ``organisations``: those that can be chosen."""
    made = []
    for name, legend, parameters in _SECTIONS:
        groups = [
            group for parameter in parameters if (group := _group(parameter, query, facets, viewpoint, organisations))
        ]
        if not groups and name not in _OWN_FIELDS:
            continue
        chosen = sum(len(query.chosen(one)) for one in (*parameters, *_OWN_FIELDS.get(name, ())) if one != "radius")
        made.append(
            Section(
                name=name,
                legend=_(legend) if legend else parameter_name(parameters[0]),
                groups=tuple(groups),
                chosen=chosen,
                is_open=name in _OPEN or bool(chosen),
            )
        )
    return tuple(made)


def _group(
    name: str,
    query: SearchQuery,
    facets: Mapping[str, Sequence[FacetValue]],
    viewpoint: Viewpoint,
    organisations: OrganisationNames,
) -> Group | None:
    if name == "my_level":
        choices = _levels(query, facets, viewpoint)
    elif name == "confirmed_within":
        choices = _ages(query, viewpoint)
    elif name == "organisation":
        choices = _organisers(query, organisations)
    else:
        choices = _choices(name, query, facets, viewpoint)
    if not choices or (name in _NEEDS_TWO and len(choices) < 2 and not query.chosen(name)):
        return None
    all_at_once = name in _SINGLE or name in _IN_ORDER or any(one.is_chosen for one in choices[VALUES_AT_ONCE:])
    at_once = len(choices) if all_at_once else VALUES_AT_ONCE
    return Group(name, parameter_name(name), tuple(choices[:at_once]), tuple(choices[at_once:]), name in _SINGLE)


def _choices(
    name: str, query: SearchQuery, facets: Mapping[str, Sequence[FacetValue]], viewpoint: Viewpoint
) -> list[Choice]:
    counts = {value.code: value.count for value in facets.get(name, ())}
    codes = list(counts)
    if name in viewpoint.concepts.by_vocabulary:
        known = [concept.code for concept in viewpoint.concepts.by_vocabulary[name]]
        codes = [code for code in known if code in counts or name in _SHOWN_WITH_ZERO]
        codes += [code for code in counts if code not in known]
    codes += [value for value in query.chosen(name) if value not in codes]
    choices = [
        Choice(code, value_words(name, code, viewpoint), counts.get(code, 0), query.has(name, code)) for code in codes
    ]
    wanted = [one for one in choices if one.count or one.is_chosen or name in _SHOWN_WITH_ZERO]
    if name in _IN_ORDER:
        return wanted
    return sorted(wanted, key=lambda one: -(one.count or 0))


def _levels(query: SearchQuery, facets: Mapping[str, Sequence[FacetValue]], viewpoint: Viewpoint) -> list[Choice]:
    """For "what I know": each level with what suits somebody at it, lower levels included."""
    counts = {value.code: value.count for value in facets.get("required_level", ())}
    choices = [_anything(viewpoint, not query.my_level)]
    for level in RequiredLevel.values:
        if level == RequiredLevel.NONE:
            continue
        total = sum(counts.get(code, 0) for code in RequiredLevel.up_to(level))
        label = viewpoint.label("required_level", level)
        choices.append(Choice(level, label, total, query.my_level == level))
    return choices


def _ages(query: SearchQuery, viewpoint: Viewpoint) -> list[Choice]:
    """How long ago somebody may have vouched for it; what the address asks for is among them."""
    wanted = query.confirmed_within
    offered = sorted({*_CHECKED_WITHIN, *([wanted] if wanted else [])})
    ages = [Choice(str(days), viewpoint.text(checked_within(days)), None, days == wanted) for days in offered]
    return [_anything(viewpoint, wanted is None), *ages]


def _organisers(query: SearchQuery, organisations: OrganisationNames) -> list[Choice]:
    choices = [Choice(key, name, None, query.has("organisation", key)) for key, name in organisations.items()]
    return sorted(choices, key=lambda one: one.label.value.casefold())


def _anything(viewpoint: Viewpoint, is_chosen: bool) -> Choice:
    return Choice("", viewpoint.text(_("Doesn't matter")), None, is_chosen)
