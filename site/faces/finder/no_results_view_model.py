"""View model of a search without results: how it was understood, wider searches with their counts, whom to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from faces.finder.active_filters import ActiveFilter
from faces.finder.finder_query import FinderQuery
from faces.finder.nearest_view_model import NearestView
from faces.finder.wider_searches import Elsewhere, Neighbour
from faces.parts.activity_facts import kilometres
from faces.parts.contacts import mailto_url
from faces.parts.localized_text import Text
from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path
from search.engines.base import FacetValue
from search.query import SearchQuery

#: Other languages spoken that are offered.
_MAX_LANGUAGES = 3


@dataclass(frozen=True)
class WiderSearch:
    """A wider search and the number of its results: "without 'Tuesday': 7". ``details``: how far away they are."""

    words: Text
    url: str
    count: int
    details: str = ""


@dataclass(frozen=True)
class NoResultsView:
    """``nearest``: what was found by giving up the least.

    ``letter_url``: an e-mail to whoever runs the portal about what is missing; empty where there is no address.
    """

    understood: tuple[Text, ...]
    nearest: NearestView | None
    next_week: WiderSearch | None
    wider: tuple[WiderSearch, ...]
    towns: tuple[WiderSearch, ...]
    country: WiderSearch | None
    online: WiderSearch | None
    languages: tuple[WiderSearch, ...]
    letter_url: str

    @property
    def has_ways(self) -> bool:
        """Whether there is anything beside the nearest search."""
        ways = (self.next_week, self.country, self.online, self.letter_url)
        return any(ways) or bool(self.wider or self.towns or self.languages)


def make_no_results(
    finder_query: FinderQuery,
    understood: Sequence[Text],
    nearest: NearestView | None,
    relaxed: Sequence[tuple[ActiveFilter, int]],
    elsewhere: Elsewhere,
    online: tuple[SearchQuery, int] | None,
    languages: Sequence[FacetValue],
    next_week: tuple[FinderQuery, int] | None,
    viewpoint: Viewpoint,
) -> NoResultsView:
    """``relaxed``: filters with the count of results without each. ``languages``: the facet of spoken languages.

    ``next_week``: the calendar's week after the empty one with its count, where it has any results.
    """
    return NoResultsView(
        understood=tuple(understood),
        nearest=nearest,
        next_week=WiderSearch(viewpoint.text(_("Next week")), next_week[0].relative_url, next_week[1])
        if next_week
        else None,
        wider=tuple(_without_filter(active, count, finder_query, viewpoint) for active, count in relaxed),
        towns=tuple(_in_town(neighbour, finder_query, viewpoint) for neighbour in elsewhere.towns),
        country=_in_country(elsewhere.country, finder_query, viewpoint),
        online=_online_search(online, finder_query, viewpoint),
        languages=_other_languages(finder_query, languages, viewpoint),
        letter_url=_letter_url(finder_query, understood),
    )


def _without_filter(relaxed: ActiveFilter, count: int, finder_query: FinderQuery, viewpoint: Viewpoint) -> WiderSearch:
    words = viewpoint.text(_("Without “%(filter)s”") % {"filter": relaxed.label.value})
    return WiderSearch(words, finder_query.with_search(relaxed.without).relative_url, count)


def _in_town(neighbour: Neighbour, finder_query: FinderQuery, viewpoint: Viewpoint) -> WiderSearch:
    """On the portal that covers the town."""
    url = _portal_url(neighbour.query, finder_query, viewpoint)
    return WiderSearch(viewpoint.municipality(neighbour.code), url, neighbour.count, kilometres(neighbour.distance_km))


def _in_country(
    country: tuple[SearchQuery, int] | None, finder_query: FinderQuery, viewpoint: Viewpoint
) -> WiderSearch | None:
    if country is None:
        return None
    query, count = country
    words = viewpoint.text(_("The whole country"))
    return WiderSearch(words, _portal_url(query, finder_query, viewpoint), count)


def _portal_url(query: SearchQuery, finder_query: FinderQuery, viewpoint: Viewpoint) -> str:
    """The finder of the query's portal, in the reader's language where that portal has it."""
    portal = query.portal
    language = viewpoint.language if viewpoint.language in portal.languages else portal.first_language
    host = "" if portal.pk == finder_query.search.portal.pk else portal.root_url
    return f"{host}{finder_path(language)}{finder_query.with_search(query).relative_url}"


def _online_search(
    online: tuple[SearchQuery, int] | None, finder_query: FinderQuery, viewpoint: Viewpoint
) -> WiderSearch | None:
    if online is None:
        return None
    query, count = online
    return WiderSearch(viewpoint.text(_("Online, from anywhere")), finder_query.with_search(query).relative_url, count)


def _other_languages(
    finder_query: FinderQuery, values: Sequence[FacetValue], viewpoint: Viewpoint
) -> tuple[WiderSearch, ...]:
    """The same search in other languages, where one was chosen. A facet is counted without its own filter."""
    query = finder_query.search
    if not query.chosen("activity_language"):
        return ()
    others = sorted((value for value in values if value.count and not value.selected), key=lambda value: -value.count)
    return tuple(
        WiderSearch(
            viewpoint.language_name(value.code),
            finder_query.with_search(query.with_(activity_language=(value.code,))).relative_url,
            value.count,
        )
        for value in others[:_MAX_LANGUAGES]
    )


def _letter_url(finder_query: FinderQuery, understood: Sequence[Text]) -> str:
    """An e-mail with the search and its URL; its subject doesn't tell what somebody looked for."""
    portal = finder_query.search.portal
    if not portal.contact_email:
        return ""
    words = ", ".join(part for part in (finder_query.search.q, *(text.value for text in understood)) if part)
    address = f"{portal.root_url}{finder_path(finder_query.search.language)}{finder_query.relative_url}"
    lines = [_("I looked for: %(words)s") % {"words": words}, address, "", _("What I was missing:"), ""]
    subject = _("A search that found nothing on %(portal)s") % {"portal": portal.title}
    return mailto_url(portal.contact_email, subject, "\n".join(lines))
