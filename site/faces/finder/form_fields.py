"""Asking for days and for a place: the fields of the finder that are no counted values, and the days most ask for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from faces.finder.finder_query import FinderQuery
from faces.parts.localized_text import Text
from faces.parts.viewpoint import Viewpoint
from search.query import SearchQuery
from search.query.parameter import number_text, position_text, time_text

#: Kilometres around a place that are offered.
RADII = (1, 3, 5, 10, 25)
_SUNDAY = 6


@dataclass(frozen=True)
class Option:
    value: str
    label: Text
    is_chosen: bool


@dataclass(frozen=True)
class Shortcut:
    """Days that many ask for, and the address with them; where they are chosen, the one without."""

    words: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class WhenFields:
    """Values as ``input`` elements of the types date and time hold them."""

    shortcuts: tuple[Shortcut, ...]
    first: str
    last: str
    earliest: str
    latest: str


@dataclass(frozen=True)
class PlaceFields:
    """``typed``: a town or a postal code; ``position``: where the visitor is, if that is what was given instead."""

    typed: str
    position: str
    towns: tuple[Text, ...]
    radii: tuple[Option, ...]


def when_fields(asked: FinderQuery, viewpoint: Viewpoint) -> WhenFields:
    query = asked.search
    return WhenFields(
        shortcuts=tuple(_shortcut(words, *days, asked) for words, days in _common_days(viewpoint.today)),
        first=query.date_from.isoformat() if query.date_from else "",
        last=query.date_to.isoformat() if query.date_to else "",
        earliest=time_text(query.time_from) if query.time_from else "",
        latest=time_text(query.time_to) if query.time_to else "",
    )


def place_fields(asked: FinderQuery, towns: Iterable[Text], viewpoint: Viewpoint) -> PlaceFields:
    near = asked.search.near
    return PlaceFields(
        typed=asked.place,
        position=position_text(near) if near and not asked.place else "",
        towns=tuple(sorted(towns, key=lambda town: town.value)),
        radii=_radii(asked.search, viewpoint),
    )


def _common_days(today: datetime.date) -> list[tuple[str, tuple[datetime.date, datetime.date]]]:
    """On a Sunday the weekend and the week are what is left of them."""
    tomorrow = today + datetime.timedelta(days=1)
    sunday = today + datetime.timedelta(days=_SUNDAY - today.weekday())
    saturday = max(sunday - datetime.timedelta(days=1), today)
    return [
        (_("Today"), (today, today)),
        (_("Tomorrow"), (tomorrow, tomorrow)),
        (_("This weekend"), (saturday, sunday)),
        (_("This week"), (today, sunday)),
    ]


def _shortcut(words: str, first: datetime.date, last: datetime.date, asked: FinderQuery) -> Shortcut:
    is_chosen = (asked.search.date_from, asked.search.date_to) == (first, last)
    days = {"date_from": None, "date_to": None} if is_chosen else {"date_from": first, "date_to": last}
    return Shortcut(words, asked.with_search(asked.search.with_(**days)).address, is_chosen)


def _radii(query: SearchQuery, viewpoint: Viewpoint) -> tuple[Option, ...]:
    """Any distance first; one that the address asks for is among them, whatever it is."""
    chosen = "" if query.radius is None else number_text(query.radius)
    offered = [str(kilometres) for kilometres in RADII]
    if chosen and chosen not in offered:
        offered = sorted([*offered, chosen], key=float)
    kilometres = (Option(value, viewpoint.text(_radius_words(value)), value == chosen) for value in offered)
    return (Option("", viewpoint.text(_("Any distance")), not chosen), *kilometres)


def _radius_words(value: str) -> str:
    return ngettext("At most %(km)s km away", "At most %(km)s km away", round(float(value))) % {"km": value}
