"""The finder's query: a search, the place as it was typed, and the list or a week of the calendar."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from faces.finder.place_lookup import find_place, is_wrong_postal_code
from search.query import InvalidQuery, ParameterError, SearchQuery
from search.query.errors import ValueFault
from search.query.numerals import plain_numerals
from search.query.value_formats import (
    FIRST_YEAR,
    LAST_YEAR,
    MAX_NAME_LENGTH,
    clean,
    excerpt,
    local_day,
    position_text,
)

if TYPE_CHECKING:
    from regions.models import Portal

_VIEWS: Final = ("list", "week")

_WEEK: Final = re.compile(r"([0-9]{4})-?W([0-9]{2})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class FinderQuery:
    """``place``: the words that gave the search's ``near``; empty where it came as a position.

    ``week``: the Monday of the week that the calendar shows; None for the list.
    """

    search: SearchQuery
    place: str = ""
    week: datetime.date | None = None

    @classmethod
    def from_parameters(cls, params: Any, *, portal: Portal, language: str, now: datetime.datetime) -> Self:
        """Read a QueryDict; unknown names are ignored. Raises ``InvalidQuery``.

        Without a place, a distance and an order by distance are dropped: a form sends its choice of distance also when
        the field for the place is empty.
        """
        values = {name: list(texts) for name, texts in params.lists()}
        errors: list[ParameterError] = []
        place, near = _read_place(values, portal, language, now, errors)
        if near is not None:
            values["near"] = [position_text(near)]
        if not any(text.strip() for text in values.get("near", ())):
            values.pop("radius", None)
            if values.get("sort") == ["distance"]:
                values.pop("sort")
        week = _read_week_shown(values, now, errors)
        try:
            search = SearchQuery.from_parameters(values, portal=portal, language=language, now=now, strict=False)
        except InvalidQuery as invalid:
            raise InvalidQuery([*errors, *invalid.errors]) from None
        if errors:
            raise InvalidQuery(errors)
        return cls(search, place, week)

    def with_search(self, search: SearchQuery) -> Self:
        """The same view with another search; the words for a place go with the place."""
        return replace(self, search=search, place=self.place if search.near == self.search.near else "")

    def in_list(self) -> Self:
        return replace(self, week=None)

    def in_week(self, monday: datetime.date) -> Self:
        return replace(self, search=self.search.with_(page=1), week=monday)

    def parameters(self) -> list[tuple[str, str]]:
        """Names and values in the canonical order, without defaults; the current week is the default week."""
        pairs = [(name, value) for name, value in self.search.to_parameters() if not (self.place and name == "near")]
        if self.place:
            pairs.append(("place", self.place))
        if self.week is not None:
            pairs.append(("view", "week"))
            if self.week != monday_of(self.search.today):
                pairs.append(("week", week_text(self.week)))
        return pairs

    def querystring(self) -> str:
        return urlencode(self.parameters())

    @property
    def relative_url(self) -> str:
        """The finder with this query, relative to any of its addresses."""
        return f"?{self.querystring()}"


def monday_of(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def week_text(monday: datetime.date) -> str:
    """ISO 8601: ``2026-W48``."""
    year, week, _weekday = monday.isocalendar()
    return f"{year}-W{week:02d}"


def read_week(value: str) -> datetime.date:
    """Return the Monday of an ISO week. Raises ``ValueFault``."""
    value = plain_numerals(value)
    match = _WEEK.fullmatch(value)
    try:
        monday = datetime.date.fromisocalendar(int(match[1]), int(match[2]), 1) if match else None
    except ValueError:
        monday = None
    if monday is None or not FIRST_YEAR <= int(value[:4]) <= LAST_YEAR:
        raise ValueFault(
            _("“%(value)s” is not a week. Give the year and the week, such as 2026-W48.") % {"value": excerpt(value)}
        )
    return monday


def _read_place(
    values: dict[str, list[str]], portal: Portal, language: str, now: datetime.datetime, errors: list[ParameterError]
) -> tuple[str, tuple[float, float] | None]:
    """Return the words for a place and its position. Words take precedence: whoever types a place means that one."""
    try:
        place = _single_value(values.get("place", ()))
        if len(place) > MAX_NAME_LENGTH:
            raise ValueFault(_("Give at most %(count)s characters.") % {"count": MAX_NAME_LENGTH})
        if place and is_wrong_postal_code(place):
            raise ValueFault(
                _("A postal code has five digits: “%(place)s” has too many or too few.") % {"place": excerpt(place)}
            )
        position = find_place(place, portal, language, now) if place else None
        if place and position is None:
            raise ValueFault(
                _("We don't know the place “%(place)s”. Write the name of a town, or a postal code of five digits.")
                % {"place": excerpt(place)}
            )
    except ValueFault as fault:
        errors.append(ParameterError("place", str(fault)))
        return "", None
    return place, position


def _read_week_shown(
    values: dict[str, list[str]], now: datetime.datetime, errors: list[ParameterError]
) -> datetime.date | None:
    """Return the Monday of the week to show, None for the list. A wrong week is an error in both views."""
    view, monday = "", None
    try:
        view = _single_value(values.get("view", ()))
        if view not in ("", *_VIEWS):
            raise ValueFault(
                _("“%(value)s” is not known here. Choose one of: %(allowed)s.")
                % {"value": excerpt(view), "allowed": ", ".join(_VIEWS)}
            )
    except ValueFault as fault:
        errors.append(ParameterError("view", str(fault)))
    try:
        week = _single_value(values.get("week", ()))
        monday = read_week(week) if week else None
    except ValueFault as fault:
        errors.append(ParameterError("week", str(fault)))
    return (monday or monday_of(local_day(now))) if view == "week" else None


def _single_value(texts: Iterable[str]) -> str:
    """Return the value of a parameter that is given at most once, or "". Raises ``ValueFault`` for several."""
    values = list(dict.fromkeys(value for text in texts if (value := clean(text))))
    if len(values) > 1:
        raise ValueFault(_("Give this only once."))
    return values[0] if values else ""
