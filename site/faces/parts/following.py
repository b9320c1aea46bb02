"""How a search is followed: in a calendar program, and with a news reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from faces.parts.absolute_urls import CALENDAR, RSS, feed_url
from search.query import SearchQuery

#: Items in a search's RSS; its calendar has everything.
MAX_RSS_ITEMS = 50


@dataclass(frozen=True)
class Follow:
    """``webcal_url`` asks the calendar program to subscribe; ``calendar_url`` is for programs that want an address.

    ``newest_words``: how much of the search a news reader gets.
    """

    webcal_url: str
    calendar_url: str
    rss_url: str
    newest_words: str


def make_follow(query: SearchQuery) -> Follow:
    calendar = feed_url(query, CALENDAR)
    return Follow(
        webcal_url=f"webcal://{calendar.partition('://')[2]}",
        calendar_url=calendar,
        rss_url=feed_url(query, RSS),
        newest_words=newest_words(),
    )


def newest_words() -> str:
    """How much of a search is in its RSS."""
    words = _("The feed for news readers has at most the %(count)d activities that were announced or changed last.")
    return words % {"count": MAX_RSS_ITEMS}
