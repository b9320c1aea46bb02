"""The finder's filters with their counts, grouped as people ask (LOOK, "Finder")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from listings.enums import RequiredLevel
from search.engines.base import FacetValue
from search.presentation.texts import Text
from search.presentation.viewpoint import Viewpoint
from search.presentation.words import parameter_name, value_words
from search.query import SearchQuery

#: Groups in the order of the page; the first ones are open.
GROUPS = (
    "theme",
    "my_level",
    "weekday",
    "children",
    "price",
    "mode",
    "target_group",
    "activity_language",
    "sign_up",
    "municipality",
    "district",
    "accessibility",
    "format",
    "section",
    "text_in",
)
_OPEN_GROUPS = 2
#: Closed lists short enough to show what there is nothing of; in the others only what can be found is offered.
_SHOWN_WITH_ZERO = frozenset({"weekday", "children", "price", "mode", "sign_up"})
#: Values that a group shows at once; the rest waits behind a button.
VALUES_AT_ONCE = 8
#: Groups in the order of their vocabulary rather than by count.
_IN_ORDER = frozenset({"weekday", "children", "price", "mode", "sign_up", "section"})


@dataclass(frozen=True)
class Choice:
    """One value: a checkbox, or a radio button in a group where only one makes sense. ``count`` None: not counted."""

    value: str
    label: Text
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Group:
    """``first`` are shown at once, ``more`` behind a button."""

    name: str
    legend: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    is_open: bool
    is_single: bool = False

    @property
    def chosen(self) -> int:
        return sum(1 for choice in (*self.first, *self.more) if choice.is_chosen and choice.value)


def groups(query: SearchQuery, facets: Mapping[str, Sequence[FacetValue]], viewpoint: Viewpoint) -> tuple[Group, ...]:
    """The groups that have something to choose."""
    made: list[Group] = []
    for name in GROUPS:
        single = name == "my_level"
        choices = _levels(query, facets, viewpoint) if single else _choices(name, query, facets, viewpoint)
        if not choices or (name in ("municipality", "section", "text_in") and len(choices) < 2):
            continue
        at_once = len(choices) if single else VALUES_AT_ONCE
        chosen_late = any(choice.is_chosen for choice in choices[at_once:])
        made.append(
            Group(
                name=name,
                legend=parameter_name(name),
                first=tuple(choices if chosen_late else choices[:at_once]),
                more=() if chosen_late else tuple(choices[at_once:]),
                is_open=len(made) < _OPEN_GROUPS or any(choice.is_chosen and choice.value for choice in choices),
                is_single=single,
            )
        )
    return tuple(made)


def _choices(
    name: str, query: SearchQuery, facets: Mapping[str, Sequence[FacetValue]], viewpoint: Viewpoint
) -> list[Choice]:
    counts = {value.code: value.count for value in facets.get(name, ())}
    codes = list(counts)
    if name in viewpoint.concepts.by_vocabulary:
        known = [concept.code for concept in viewpoint.concepts.by_vocabulary[name]]
        codes = [code for code in known if code in counts or name in _SHOWN_WITH_ZERO]
        codes += [code for code in counts if code not in known]
    codes += [value for value in _chosen(name, query) if value not in codes]
    choices = [
        Choice(code, value_words(name, code, viewpoint), counts.get(code, 0), query.has(name, code)) for code in codes
    ]
    wanted = [one for one in choices if one.count or one.is_chosen or name in _SHOWN_WITH_ZERO]
    if name in _IN_ORDER:
        return wanted
    return sorted(wanted, key=lambda one: (not one.is_chosen, -(one.count or 0)))


def _chosen(name: str, query: SearchQuery) -> Iterable[str]:
    return (value for parameter, value in query.to_parameters() if parameter == name)


def _levels(query: SearchQuery, facets: Mapping[str, Sequence[FacetValue]], viewpoint: Viewpoint) -> list[Choice]:
    """For "what I know": each level with what suits somebody at it, lower levels included."""
    counts = {value.code: value.count for value in facets.get("required_level", ())}
    everything = Choice("", viewpoint.text(_("Doesn't matter")), None, not query.my_level)
    choices = [everything]
    for level in RequiredLevel.values:
        if level == RequiredLevel.NONE:
            continue
        total = sum(counts.get(code, 0) for code in RequiredLevel.up_to(level))
        label = viewpoint.label("required_level", level)
        choices.append(Choice(level, label, total, query.my_level == level))
    return choices
