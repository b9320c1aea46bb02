"""The filters in force, each in words and with the search that lacks it: chips, and the ways out when nothing is found.

A day given as the first and the last, or a beginning and an end of the day, is one filter to whoever chose it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from faces.finder.finder_query import FinderQuery
from faces.parts.localized_text import Text
from faces.parts.parameter_labels import chosen_values, parameter_name, value_words
from faces.parts.viewpoint import Viewpoint
from listings.schedule.wording import format_date, format_date_range
from search.query import SearchQuery

#: Names of organisations by their ids, as they stand in addresses.
OrganisationNames = Mapping[str, Text]


@dataclass(frozen=True)
class Filter:
    """``without``: the search that lacks it."""

    label: Text
    without: SearchQuery


def filters_of(asked: FinderQuery, viewpoint: Viewpoint, organisations: OrganisationNames) -> list[Filter]:
    """In the canonical order of the parameters, the place before the distance from it."""
    query = asked.search
    filters = []
    if query.near is not None:
        place = asked.place or _("the place you chose")
        label = viewpoint.text(_("near: %(place)s") % {"place": place})
        filters.append(Filter(label, query.without("near")))
    is_range = query.date_from is not None and query.date_to is not None
    if query.date_from is not None and query.date_to is not None:
        label = viewpoint.text(days_words(query.date_from, query.date_to, viewpoint))
        filters.append(Filter(label, query.without("from").without("to")))
    for name, value in chosen_values(query):
        if is_range and name in ("from", "to"):
            continue
        is_name = name == "organisation"
        label = _organisation(value, viewpoint, organisations) if is_name else value_words(name, value, viewpoint)
        filters.append(Filter(label, query.without(name, value)))
    return filters


def days_words(first: datetime.date, last: datetime.date, viewpoint: Viewpoint) -> str:
    """fi "ti 24.11.", "24.11.–29.11."; the year where it is another one."""
    other_year = {first.year, last.year} != {viewpoint.today.year}
    if first == last:
        return format_date(first, viewpoint.language, weekday="short", with_year=other_year)
    return format_date_range(first, last, viewpoint.language, with_year=other_year)


def _organisation(value: str, viewpoint: Viewpoint, organisations: OrganisationNames) -> Text:
    """Its name where the portal shows it, else what kind of filter it is: the name is not for this portal to tell."""
    return organisations.get(value) or viewpoint.text(parameter_name("organisation"))
