"""Labels of parameters and of their values in the reader's language."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext

from faces.parts.localized_text import Text
from faces.parts.viewpoint import Viewpoint
from listings.schedule.wording import format_date, format_end_time, format_time_range
from listings.schedule.words import words_for
from regions.languages import isolated
from search.query import BY_NAME, SearchQuery

_SORTS = {
    "relevance": N_("Best match first"),
    "next": N_("Soonest first"),
    "distance": N_("Nearest first"),
    "modified": N_("Newest first"),
    "title": N_("By name"),
}
#: Parameters of the finder's address that the search doesn't have, by name, with their labels.
FINDER_PARAMETERS = {"place": N_("Town or postal code"), "view": N_("List or calendar"), "week": N_("Week")}


def parameter_label(name: str) -> str:
    """A parameter's label, else its name."""
    if name in FINDER_PARAMETERS:
        return _(FINDER_PARAMETERS[name])
    parameter = BY_NAME.get(name)
    return _(parameter.label) if parameter and parameter.label else name


def sort_label(sort: str) -> str:
    return _(_SORTS[sort])


def value_label(parameter: str, value: str, viewpoint: Viewpoint) -> Text:
    """A value of a parameter, as it stands in an address, in words that make sense without the parameter's label."""
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
    return viewpoint.text(_plain_label(parameter, value, viewpoint))


def _plain_label(parameter: str, value: str, viewpoint: Viewpoint) -> str:
    language = viewpoint.language
    if parameter in ("from", "to"):
        day = format_date(datetime.date.fromisoformat(value), language, weekday="short", with_year=True)
        return (_("from %(when)s") if parameter == "from" else _("until %(when)s")) % {"when": day}
    if parameter == "time_from":
        time = format_time_range(datetime.time.fromisoformat(value), None, language)
        return _("at %(when)s or later") % {"when": time}
    if parameter == "time_to":
        end = datetime.time.fromisoformat("00:00" if value == "24:00" else value)
        return _("until %(when)s") % {"when": format_end_time(end, language)}
    if parameter == "radius":
        return _("at most %(distance)s km away") % {"distance": value}
    if parameter == "sign_up_open":
        return _("sign-up is still open")
    if parameter == "confirmed_within":
        return checked_within_label(int(value))
    return f"{parameter_label(parameter)}: {value}" if parameter_label(parameter) != parameter else value


def wordless_note() -> str:
    """A sentence about a search for signs alone ("☕"), which looks for nothing."""
    return _("What you wrote has no word to look for. The list shows what there is without it.")


def missing_note(words: Sequence[str], language: str) -> str:
    """A sentence about words of a search that no activity has; nothing without words."""
    if not words:
        return ""
    joined = words_for(language).comma.join(map(isolated, words))
    return ngettext(
        "The word “%(words)s” isn't in any activity.", "The words “%(words)s” aren't in any activity.", len(words)
    ) % {"words": joined}


def checked_within_label(days: int) -> str:
    """How recently the organiser must have confirmed the activity."""
    return ngettext("checked within %(days)d day", "checked within %(days)d days", days) % {"days": days}


def filter_values(query: SearchQuery) -> list[tuple[str, str]]:
    """Return the query's filters as (parameter, value as in an address), in the canonical order."""
    return [(name, value) for name, value in query.to_parameters() if BY_NAME[name].filters]
