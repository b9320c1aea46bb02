"""Active filters: the filters of a search, each with a label and the search without it.

They become chips above the results, and wider searches where nothing is found. A first and a last day together are one
filter.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from faces.finder.finder_query import FinderQuery
from faces.parts.localized_text import Text
from faces.parts.parameter_labels import filter_values, parameter_label, value_label
from faces.parts.viewpoint import Viewpoint
from listings.schedule.wording import format_date, format_date_range
from search.query import SearchQuery

#: Names of organisations by their ids, as they stand in addresses.
OrganisationNames = Mapping[str, Text]


@dataclass(frozen=True)
class ActiveFilter:
    """``without``: the search that lacks it. ``names``: the parameters that it is made of."""

    label: Text
    without: SearchQuery
    names: tuple[str, ...] = ()


def active_filters(
    finder_query: FinderQuery, viewpoint: Viewpoint, organisations: OrganisationNames
) -> list[ActiveFilter]:
    """Return them in the canonical order of the parameters, but the place and the days first."""
    query = finder_query.search
    filters = []
    if query.near is not None:
        place = finder_query.place or _("the place you chose")
        label = viewpoint.text(_("near: %(place)s") % {"place": place})
        filters.append(ActiveFilter(label, query.without("near"), ("near",)))
    is_range = query.date_from is not None and query.date_to is not None
    if query.date_from is not None and query.date_to is not None:
        label = viewpoint.text(days_label(query.date_from, query.date_to, viewpoint))
        filters.append(ActiveFilter(label, query.without("from").without("to"), ("from", "to")))
    for name, value in filter_values(query):
        if is_range and name in ("from", "to"):
            continue
        is_name = name == "organisation"
        label = _organisation_label(value, viewpoint, organisations) if is_name else value_label(name, value, viewpoint)
        filters.append(ActiveFilter(label, query.without(name, value), (name,)))
    return filters


def days_label(first: datetime.date, last: datetime.date, viewpoint: Viewpoint) -> str:
    """fi "ti 24.11.", "24.11.–29.11."; the year where it is another one."""
    other_year = {first.year, last.year} != {viewpoint.today.year}
    if first == last:
        return format_date(first, viewpoint.language, weekday="short", with_year=other_year)
    return format_date_range(first, last, viewpoint.language, with_year=other_year)


def _organisation_label(value: str, viewpoint: Viewpoint, organisations: OrganisationNames) -> Text:
    """Its name where the portal shows it, else only that it is an organisation: this portal must not tell the name."""
    return organisations.get(value) or viewpoint.text(parameter_label("organisation"))
