"""What parameters and facets are called, and what their values are called, in the reader's words."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext

from faces.parts.localized_text import Text
from faces.parts.viewpoint import Viewpoint
from listings.schedule.wording import format_date, format_time_range
from search.query import BY_NAME, SearchQuery

_SORTS = {
    "relevance": N_("Best match first"),
    "next": N_("Soonest first"),
    "distance": N_("Nearest first"),
    "modified": N_("Newest first"),
    "title": N_("By name"),
}
#: Parameters that only the finder's address has.
_FINDER_NAMES = {"place": N_("Town or postal code"), "view": N_("List or calendar"), "week": N_("Week")}


def parameter_name(name: str) -> str:
    """A parameter's name for people; its own where it has none."""
    if name in _FINDER_NAMES:
        return _(_FINDER_NAMES[name])
    known = BY_NAME.get(name)
    return _(known.label) if known and known.label else name


def sort_name(sort: str) -> str:
    return _(_SORTS[sort])


def value_words(parameter: str, value: str, viewpoint: Viewpoint) -> Text:
    """One value of a parameter, as it stands in an address, in words that make sense without the parameter's name."""
    if parameter in BY_NAME and (vocabulary := BY_NAME[parameter].vocabulary):
        return viewpoint.label(vocabulary, value)
    if parameter == "municipality":
        return viewpoint.municipality(value)
    if parameter == "area":
        return viewpoint.area(value)
    if parameter == "district":
        return viewpoint.name(value)
    if parameter == "text_in":
        name = viewpoint.language_name(value)
        return viewpoint.text(_("text in: %(language)s") % {"language": name.value})
    return viewpoint.text(_plain_words(parameter, value, viewpoint))


def _plain_words(parameter: str, value: str, viewpoint: Viewpoint) -> str:
    language = viewpoint.language
    if parameter in ("from", "to"):
        day = format_date(datetime.date.fromisoformat(value), language, weekday="short", with_year=True)
        return (_("from %(when)s") if parameter == "from" else _("until %(when)s")) % {"when": day}
    if parameter in ("time_from", "time_to"):
        time = format_time_range(datetime.time.fromisoformat(value), None, language)
        pattern = _("at %(when)s or later") if parameter == "time_from" else _("until %(when)s")
        return pattern % {"when": time}
    if parameter == "radius":
        return _("at most %(distance)s km away") % {"distance": value}
    if parameter == "sign_up_open":
        return _("sign-up is still open")
    if parameter == "confirmed_within":
        return checked_within(int(value))
    return f"{parameter_name(parameter)}: {value}" if parameter_name(parameter) != parameter else value


def checked_within(days: int) -> str:
    """How lately an organiser must have vouched for it; need C8."""
    return ngettext("checked within %(days)d day", "checked within %(days)d days", days) % {"days": days}


def chosen_values(query: SearchQuery) -> list[tuple[str, str]]:
    """Every filter in force as (parameter, value as in an address), in the canonical order."""
    return [(name, value) for name, value in query.to_parameters() if BY_NAME[name].filters]
