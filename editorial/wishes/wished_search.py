"""What is kept of a search that somebody wished to find more by: its words and filters, and nothing of the person."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urlencode

from django.http import QueryDict

from editorial.wishes.models import MAX_FILTERS
from editorial.wishes.personal_words import without_personal
from faces.finder.distances import nearest_town
from faces.finder.finder_query import FinderQuery
from regions.written.clean_text import clean_text
from search.query import BY_NAME, SearchQuery
from search.query.value_formats import MAX_QUERY_LENGTH

if TYPE_CHECKING:
    from regions.models import Portal

#: Filters that say nothing of what somebody looks for, or too much of where they are.
_NOT_KEPT: Final = frozenset({"modified_since", "radius"})
_WEEK: Final = datetime.timedelta(days=6)


@dataclass(frozen=True)
class WishedSearch:
    """``words`` without what may tell who somebody is; ``filters``: a query string that the finder reads.

    ``is_shortened``: something of the words was left out.
    """

    words: str
    filters: str
    is_shortened: bool = False

    @classmethod
    def of(cls, finder_query: FinderQuery) -> Self:
        """Return what is kept: without order and page, with the town in place of a place or a position.

        A week of the calendar becomes its days. One query where the search has a place.
        """
        query = _in_town(_in_week(finder_query))
        searched = clean_text(query.q)
        words = without_personal(searched)[:MAX_QUERY_LENGTH].strip()
        pairs = [pair for pair in query.to_parameters() if _is_kept(*pair)]
        return cls(words, urlencode(pairs), is_shortened=words != searched)

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing of what was missing, or has more filters than anybody chooses."""
        return not (self.words or self.filters) or len(self.filters) > MAX_FILTERS

    @property
    def key(self) -> str:
        """The same for the same filters and words, in capitals or not."""
        text = json.dumps([self.words.casefold(), self.filters])
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def finder_query(self, *, portal: Portal, language: str, now: datetime.datetime) -> FinderQuery:
        """Return the search. Raises ``InvalidQuery`` for filters that there are no longer."""
        parameters = QueryDict(self.filters, mutable=True)
        if self.words:
            parameters["q"] = self.words
        return FinderQuery.from_parameters(parameters, portal=portal, language=language, now=now)


def _is_kept(name: str, value: str) -> bool:
    """Whether a parameter is kept. A part of town is text that an address may have from anywhere."""
    if name == "district" and without_personal(clean_text(value)) != value:
        return False
    return BY_NAME[name].filters and name not in _NOT_KEPT


def _in_week(finder_query: FinderQuery) -> SearchQuery:
    query, monday = finder_query.search, finder_query.week
    if monday is None:
        return query
    first = max(filter(None, (query.date_from, monday)))
    last = min(filter(None, (query.date_to, monday + _WEEK)))
    return query.with_(date_from=first, date_to=last) if first <= last else query


def _in_town(query: SearchQuery) -> SearchQuery:
    if query.near is None or query.chosen("municipality"):
        return query
    town = nearest_town(query.near)
    return query.with_(municipality=(town,)) if town else query
