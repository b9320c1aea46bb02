"""What helps when nothing is found (need E7): what was understood, wider searches and their counts, whom to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from faces.finder.active_filters import Filter
from faces.finder.finder_query import FinderQuery
from faces.finder.wider_searches import Neighbour
from faces.parts.contact_links import letter_to
from faces.parts.facts import kilometres
from faces.parts.localized_text import Text
from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path
from search.engines.base import FacetValue
from search.query import SearchQuery

#: Other languages of the activity that are offered.
_LANGUAGES = 3


@dataclass(frozen=True)
class Way:
    """A wider search and what it would find: "without 'Tuesday': 7". ``details``: how far away it is."""

    words: Text
    url: str
    count: int
    details: str = ""


@dataclass(frozen=True)
class NothingView:
    """``letter_url`` tells whoever runs the portal what was missing; empty where nobody can be written to."""

    understood: tuple[Text, ...]
    next_week: Way | None
    wider: tuple[Way, ...]
    towns: tuple[Way, ...]
    online: Way | None
    languages: tuple[Way, ...]
    letter_url: str


def make_nothing(
    asked: FinderQuery,
    understood: Sequence[Text],
    relaxed: Sequence[tuple[Filter, int]],
    neighbours: Sequence[Neighbour],
    online: tuple[SearchQuery, int] | None,
    languages: Sequence[FacetValue],
    next_week: tuple[FinderQuery, int] | None,
    viewpoint: Viewpoint,
) -> NothingView:
    """``relaxed``: filters with what would be found without each. ``languages``: the facet of spoken languages.

    ``next_week``: the calendar's week after the empty one, where it has something.
    """
    return NothingView(
        understood=tuple(understood),
        next_week=Way(viewpoint.text(_("Next week")), next_week[0].address, next_week[1]) if next_week else None,
        wider=tuple(_without(one, count, asked, viewpoint) for one, count in relaxed),
        towns=tuple(_town(one, asked, viewpoint) for one in neighbours),
        online=_online(online, asked, viewpoint),
        languages=_languages(asked, languages, viewpoint),
        letter_url=_letter(asked, understood),
    )


def _without(one: Filter, count: int, asked: FinderQuery, viewpoint: Viewpoint) -> Way:
    words = viewpoint.text(_("Without “%(filter)s”") % {"filter": one.label.value})
    return Way(words, asked.with_search(one.without).address, count)


def _town(neighbour: Neighbour, asked: FinderQuery, viewpoint: Viewpoint) -> Way:
    """On the portal that covers the town, in the reader's language where that portal has it."""
    portal = neighbour.portal
    language = viewpoint.language if viewpoint.language in portal.languages else portal.first_language
    host = "" if portal.pk == asked.search.portal.pk else portal.root_url
    url = f"{host}{finder_path(language)}{asked.with_search(neighbour.query).address}"
    return Way(viewpoint.municipality(neighbour.code), url, neighbour.count, kilometres(neighbour.distance_km))


def _online(online: tuple[SearchQuery, int] | None, asked: FinderQuery, viewpoint: Viewpoint) -> Way | None:
    if online is None:
        return None
    query, count = online
    return Way(viewpoint.text(_("Online, from anywhere")), asked.with_search(query).address, count)


def _languages(asked: FinderQuery, values: Sequence[FacetValue], viewpoint: Viewpoint) -> tuple[Way, ...]:
    """The same in other languages, where one was asked for: the facet is counted without its own filter."""
    query = asked.search
    if not query.chosen("activity_language"):
        return ()
    others = sorted((one for one in values if one.count and not one.selected), key=lambda one: -one.count)
    return tuple(
        Way(
            viewpoint.language_name(one.code),
            asked.with_search(query.with_(activity_language=(one.code,))).address,
            one.count,
        )
        for one in others[:_LANGUAGES]
    )


def _letter(asked: FinderQuery, understood: Sequence[Text]) -> str:
    """The search, its address and an open line; the subject says nothing of what was looked for."""
    portal = asked.search.portal
    if not portal.contact_email:
        return ""
    sought = ", ".join(part for part in (asked.search.q, *(text.value for text in understood)) if part)
    address = f"{portal.root_url}{finder_path(asked.search.language)}{asked.address}"
    lines = [_("I looked for: %(words)s") % {"words": sought}, address, "", _("What I was missing:"), ""]
    subject = _("A search that found nothing on %(portal)s") % {"portal": portal.title}
    return letter_to(portal.contact_email, subject, "\n".join(lines))
