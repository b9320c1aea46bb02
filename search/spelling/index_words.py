"""The words of the index's documents, kept up by its sequence.

They are read once in each process. Before a word is looked up, documents with a higher number than the last one seen
are read. Where the sequence goes back or has another epoch, everything is read again. Words of sensitive listings are
known, so that who types them finds those, but are never suggested; nor are those of listings that time has ended.
Another engine that has the words at hand may take the place of this with words of its own (``Words``).
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils import timezone

from listings.rich_text import plain_text
from search.models import IndexSequence, ListingDocument, OrganisationDocument, Tombstone
from search.spelling.pool_words import PoolWords, PortalWords
from search.spelling.words import Near, Words

if TYPE_CHECKING:
    from regions.models import Portal

_FIELDS: Final = ("title", "summary", "description", "audience", "place_details", "schedule_details", "price_details")
_FACTS: Final = ("facts__sensitive", "facts__tags", "facts__district", "facts__venue__name")
_COLUMNS: Final = ("id", "portals", "later_portals", "scope_changes_on", "public_until", "over_at", "texts", *_FACTS)
_CHUNK: Final = 500


class IndexWords:
    """The words of all documents as they are now. Safe for several threads."""

    def __init__(self) -> None:
        self.pool = PoolWords()
        self._lock = threading.Lock()
        self._state: tuple[UUID | None, int] = (None, 0)
        self._day = datetime.date.min
        self._last_days: dict[UUID, datetime.date] = {}

    def of_portal(self, portal: Portal, today: datetime.date) -> Words:
        """Return the words of what a portal shows on a day; no statement before a word is asked for."""
        return _CurrentWords(lambda: self.catch_up(today), PortalWords(self.pool, portal.pk))

    def catch_up(self, today: datetime.date) -> None:
        """Read what has changed in the documents: one statement, four more where something has."""
        if _state_of_index() == self._state and today == self._day:
            return
        with self._lock:
            epoch, last = _state_of_index()
            known_epoch, seen = self._state
            if epoch != known_epoch or last < seen:
                self.pool.clear()
                self._last_days.clear()
                seen = 0
            if last > seen:
                self._read(seen, last)
            self._state = (epoch, last)
            self._hide_ended(today)
            self._day = today

    def _read(self, after: int, last: int) -> None:
        for key in Tombstone.objects.numbered(after, last).values_list("id", flat=True):
            self.pool.remove(key)
            self._last_days.pop(key, None)
        listings = ListingDocument.objects.numbered(after, last).values_list(*_COLUMNS)
        for row in listings.iterator(_CHUNK):
            key, portals, later, changes_on, until, over_at, texts, sensitive, tags, district, venue = row
            self._last_days[key] = until if over_at is None else min(until, timezone.localdate(over_at))
            known_in = portals if changes_on is None else {*portals, *later}
            shown_in = portals if changes_on is None else {*portals} & {*later}
            names = [(name, "fi") for name in (*(tags or ()), district or "", venue or "")]
            self.pool.put(key, [*_texts(texts), *names], known_in, () if sensitive else shown_in)
        organisations = OrganisationDocument.objects.numbered(after, last).values_list("id", "portals", "texts")
        for key, portals, texts in organisations.iterator(_CHUNK):
            self.pool.put(key, _texts(texts), portals, portals)

    def _hide_ended(self, today: datetime.date) -> None:
        """Suggest no words of what is public no more, or for its last day, on which the time of day decides."""
        for key in [key for key, last_day in self._last_days.items() if last_day <= today]:
            self.pool.hide(key)
            del self._last_days[key]


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
