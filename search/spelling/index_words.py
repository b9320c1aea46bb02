"""The words of the index's documents, kept up by its sequence.

They are read once in each process. Before a word is looked up, documents with a higher number than the last one seen
are read. Where the sequence goes back or has another epoch, everything is read again. Words of sensitive listings are
known, so that who types them finds those, but are never suggested. Those of others are suggested on the days on which a
portal shows them from the first to the last minute.
Another engine that has the words at hand may take the place of this with words of its own (``Words``).
"""

from __future__ import annotations

import datetime
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils import timezone

from listings.rich_text import plain_text
from search.models import IndexSequence, ListingDocument, OrganisationDocument, Shown, Tombstone
from search.spelling.pool_words import PoolWords, PortalWords
from search.spelling.words import Near, Words

if TYPE_CHECKING:
    from regions.models import Portal

_FIELDS: Final = ("title", "summary", "description", "audience", "place_details", "schedule_details", "price_details")
_FACTS: Final = ("facts__sensitive", "facts__tags", "facts__district", "facts__venue__name")
_COLUMNS: Final = ("id", "texts", *_FACTS)
_SPAN: Final = ("listing_id", "portal_id", "shown_from", "shown_until")
_CHUNK: Final = 500
_DAY: Final = datetime.timedelta(days=1)
_INSTANT: Final = datetime.timedelta.resolution
#: A portal, the first day on which it shows a listing from the beginning on, and the first after these days.
_Days = tuple[int, datetime.date, datetime.date]


class IndexWords:
    """The words of all documents as they are now. Safe for several threads."""

    def __init__(self) -> None:
        self.pool = PoolWords()
        self._lock = threading.Lock()
        self._state: tuple[UUID | None, int] = (None, 0)
        self._day = datetime.date.min
        self._days: dict[UUID, list[_Days]] = {}

    def of_portal(self, portal: Portal, today: datetime.date) -> Words:
        """Return the words of what a portal shows on a day; no statement before a word is asked for."""
        return _CurrentWords(lambda: self.catch_up(today), PortalWords(self.pool, portal.pk))

    def catch_up(self, today: datetime.date) -> None:
        """Read what has changed in the documents: one statement, five more where something has."""
        if _state_of_index() == self._state and today == self._day:
            return
        with self._lock:
            epoch, last = _state_of_index()
            known_epoch, seen = self._state
            if epoch != known_epoch or last < seen:
                self.pool.clear()
                self._days.clear()
                seen = 0
            changed = self._read(seen, last) if last > seen else set()
            self._state = (epoch, last)
            self._suggest(self._days if today != self._day else changed, today)
            self._day = today

    def _read(self, after: int, last: int) -> set[UUID]:
        """Read documents with these numbers, and return those of which words may be suggested."""
        for key in Tombstone.objects.numbered(after, last).values_list("id", flat=True):
            self.pool.remove(key)
            self._days.pop(key, None)
        known_in, days = _spans_of(after, last)
        listings = ListingDocument.objects.numbered(after, last).values_list(*_COLUMNS)
        for key, texts, sensitive, tags, district, venue in listings.iterator(_CHUNK):
            names = [(name, "fi") for name in (*(tags or ()), district or "", venue or "")]
            self.pool.put(key, [*_texts(texts), *names], known_in[key])
            self._days.pop(key, None)
            if not sensitive:
                self._days[key] = days[key]
        organisations = OrganisationDocument.objects.numbered(after, last).values_list("id", "portals", "texts")
        for key, portals, texts in organisations.iterator(_CHUNK):
            self.pool.put(key, _texts(texts), portals, portals)
        return set(days) & set(self._days)

    def _suggest(self, keys: Iterable[UUID], today: datetime.date) -> None:
        for key in keys:
            self.pool.suggest_in(key, {portal for portal, first, end in self._days[key] if first <= today < end})


def _spans_of(after: int, last: int) -> tuple[Mapping[UUID, set[int]], Mapping[UUID, list[_Days]]]:
    """Return for listings with these numbers the portals that show them at any time, and on which whole days."""
    portals: dict[UUID, set[int]] = defaultdict(set)
    days: dict[UUID, list[_Days]] = defaultdict(list)
    rows = Shown.objects.filter(listing__sequence__gt=after, listing__sequence__lte=last)
    for key, portal, shown_from, shown_until in rows.values_list(*_SPAN).iterator(_CHUNK):
        portals[key].add(portal)
        first = timezone.localdate(shown_from - _INSTANT) + _DAY if shown_from else datetime.date.min
        days[key].append((portal, first, timezone.localdate(shown_until)))
    return portals, days


class _CurrentWords:
    """Words that are brought up to date when the first of them is asked for."""

    def __init__(self, catch_up: Callable[[], None], words: Words) -> None:
        self._catch_up: Callable[[], None] | None = catch_up
        self._words = words

    def languages_of(self, word: str) -> Collection[str]:
        return self._current().languages_of(word)

    def near(self, word: str, most: int) -> list[Near]:
        return self._current().near(word, most)

    def stems_near(self, stem: str, language: str) -> list[Near]:
        return self._current().stems_near(stem, language)

    def _current(self) -> Words:
        if self._catch_up is not None:
            self._catch_up()
            self._catch_up = None
        return self._words


def _state_of_index() -> tuple[UUID | None, int]:
    row = IndexSequence.objects.first()
    return (None, 0) if row is None else (row.epoch, row.value)


def _texts(texts: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for language, fields in texts.items():
        for name in _FIELDS:
            if text := fields.get(name):
                yield plain_text(str(text)), language


#: The words of this process.
index_words: Final = IndexWords()
