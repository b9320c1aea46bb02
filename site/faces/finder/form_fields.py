"""The finder's fields for days and for a place, with shortcuts to common days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from faces.finder.finder_query import FinderQuery
from faces.parts.localized_text import Text
from faces.parts.viewpoint import Viewpoint
from regions.collation import sort_key
from search.query import SearchQuery
from search.query.value_formats import number_text, position_text, time_text

#: Choices of distance from a place, in kilometres.
_RADII = (1, 3, 5, 10, 25)
_SUNDAY = 6


@dataclass(frozen=True)
class Option:
    value: str
    label: Text
    is_chosen: bool


@dataclass(frozen=True)
class Shortcut:
    """Days that many ask for. ``url`` chooses them, or takes them back where they are chosen."""

    words: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class WhenFields:
    """Values in the format of ``input`` elements of the types date and time."""

    shortcuts: tuple[Shortcut, ...]
    first: str
    last: str
    earliest: str
    latest: str


@dataclass(frozen=True)
class PlaceFields:
    """``typed``: a town or a postal code; ``position``: the visitor's position, if that was given instead."""

    typed: str
    position: str
    towns: tuple[Text, ...]
    radii: tuple[Option, ...]


def when_fields(finder_query: FinderQuery, viewpoint: Viewpoint) -> WhenFields:
    query = finder_query.search
    return WhenFields(
        shortcuts=tuple(_shortcut(words, *days, finder_query) for words, days in _common_days(viewpoint.today)),
        first=query.date_from.isoformat() if query.date_from else "",
        last=query.date_to.isoformat() if query.date_to else "",
        earliest=time_text(query.time_from) if query.time_from else "",
        latest=time_text(query.time_to) if query.time_to else "",
    )


def place_fields(finder_query: FinderQuery, towns: Iterable[Text], viewpoint: Viewpoint) -> PlaceFields:
    near = finder_query.search.near
    return PlaceFields(
        typed=finder_query.place,
        position=position_text(near) if near and not finder_query.place else "",
        towns=tuple(sorted(towns, key=lambda town: sort_key(town.value))),
        radii=_radius_options(finder_query.search, viewpoint),
    )


def _common_days(today: datetime.date) -> list[tuple[str, tuple[datetime.date, datetime.date]]]:
    """Labels with first and last day. The weekend and the week begin today at the earliest."""
    tomorrow = today + datetime.timedelta(days=1)
    sunday = today + datetime.timedelta(days=_SUNDAY - today.weekday())
    saturday = max(sunday - datetime.timedelta(days=1), today)
    return [
        (_("Today"), (today, today)),
        (_("Tomorrow"), (tomorrow, tomorrow)),
        (_("This weekend"), (saturday, sunday)),
        (_("This week"), (today, sunday)),
    ]


def _shortcut(words: str, first: datetime.date, last: datetime.date, finder_query: FinderQuery) -> Shortcut:
    is_chosen = (finder_query.search.date_from, finder_query.search.date_to) == (first, last)
    days = {"date_from": None, "date_to": None} if is_chosen else {"date_from": first, "date_to": last}
    return Shortcut(words, finder_query.with_search(finder_query.search.with_(**days)).relative_url, is_chosen)


def _radius_options(query: SearchQuery, viewpoint: Viewpoint) -> tuple[Option, ...]:
    """Any distance first; the query's own distance is among them, whatever it is."""
    chosen = "" if query.radius is None else number_text(query.radius)
    offered = [str(kilometres) for kilometres in _RADII]
    if chosen and chosen not in offered:
        offered = sorted([*offered, chosen], key=float)
    kilometres = (Option(value, viewpoint.text(_radius_label(value)), value == chosen) for value in offered)
    return (Option("", viewpoint.text(_("Any distance")), not chosen), *kilometres)


def _radius_label(value: str) -> str:
    return ngettext("At most %(km)s km away", "At most %(km)s km away", round(float(value))) % {"km": value}
