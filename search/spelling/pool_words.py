"""Words of many texts, with the portals that show them: in the memory of the process."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from search.analysis.tokens import tokenise
from search.spelling.folded import folded
from search.spelling.words import Lexicon, Near

#: Letters of the shortest word that is kept.
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class _Document:
    """The numbers of a document's words, the portals in which they are known and those in which they may be shown."""

    words: array[int]
    known_in: frozenset[int]
    shown_in: frozenset[int]


@dataclass(slots=True)
class _Counts:
    """By number of a word, how many documents of a portal have it, and how many of those may be named."""

    known: array[int] = field(default_factory=lambda: array("I"))
    shown: array[int] = field(default_factory=lambda: array("I"))


class PoolWords:
    """Words of documents, which come and go. Safe for several threads: who reads or writes several words locks.

    A word that no document has any more stays in the lexicon, with a count of nothing.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.clear()

    def clear(self) -> None:
        with self.lock:
            self.lexicon = Lexicon()
            self.numbers: dict[str, int] = {}
            self.counts: dict[int, _Counts] = {}
            self._documents: dict[UUID, _Document] = {}

    def put(
        self, key: UUID, texts: Iterable[tuple[str, str]], known_in: Collection[int], shown_in: Collection[int] = ()
    ) -> None:
        """Add a document, or replace it. ``texts``: (plain text, language).

        ``known_in``: portals in which its words are right, by primary key. ``shown_in``: those of them in which its
        words may also be suggested.
        """
        with self.lock:
            self.remove(key)
            words = dict.fromkeys((word, language) for text, language in texts for word in _words(text))
            numbers = array("I", {self._number(word, language) for word, language in words})
            self._documents[key] = document = _Document(numbers, frozenset(known_in), frozenset(shown_in))
            self._count(document, 1)

    def remove(self, key: UUID) -> None:
        """Forget a document; one that isn't there is no error."""
        with self.lock:
            if document := self._documents.pop(key, None):
                self._count(document, -1)

    def suggest_in(self, key: UUID, portals: Collection[int]) -> None:
        """Suggest a document's words in these portals, where they are known, and in no others."""
        with self.lock:
            document = self._documents.get(key)
            if document and document.shown_in != frozenset(portals):
                self._count(document, -1)
                self._documents[key] = moved = replace(document, shown_in=frozenset(portals))
                self._count(moved, 1)

    def _count(self, document: _Document, step: int) -> None:
        for portal in document.known_in:
            counts = self.counts.setdefault(portal, _Counts())
            rows = (counts.known, counts.shown) if portal in document.shown_in else (counts.known,)
            for row in rows:
                row.extend([0] * (len(self.numbers) - len(row)))
                for number in document.words:
                    row[number] += step

    def _number(self, word: str, language: str) -> int:
        key = folded(word)
        self.lexicon.add(word, key, language)
        return self.numbers.setdefault(key, len(self.numbers))


class PortalWords:
    """The words of one portal's documents; ``Words``."""

    def __init__(self, pool: PoolWords, portal_id: int) -> None:
        self._pool, self._portal_id = pool, portal_id

    def languages_of(self, word: str) -> Collection[str]:
        with self._pool.lock:
            counts = self._pool.counts.get(self._portal_id)
            is_known = counts is not None and self._times(word, counts.known) > 0
            return self._pool.lexicon.languages[word] if is_known else ()

    def near(self, word: str, most: int) -> list[Near]:
        with self._pool.lock:
            return self._shown((key, key, distance) for key, distance in self._pool.lexicon.near(word, most))

    def stems_near(self, stem: str, language: str) -> list[Near]:
        with self._pool.lock:
            lexicon = self._pool.lexicon
            return self._shown(
                (key, other, distance)
                for other, distance in lexicon.stems_near(stem, language)
                for key in lexicon.of_stem(other, language)
            )

    def _shown(self, found: Iterable[tuple[str, str, int]]) -> list[Near]:
        counts, lexicon = self._pool.counts.get(self._portal_id, _Counts()), self._pool.lexicon
        return [
            Near(lexicon.written[key], matched, distance, times, lexicon.languages[key])
            for key, matched, distance in found
            if (times := self._times(key, counts.shown))
        ]

    def _times(self, word: str, row: array[int]) -> int:
        number = self._pool.numbers.get(word, -1)
        return row[number] if 0 <= number < len(row) else 0


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text, and the pieces of those with a hyphen."""
    for token in tokenise(text):
        for word in (token.raw,) if len(token.pieces) == 1 else (token.raw, *token.pieces):
            if len(word) >= _SHORTEST and not word.isdigit():
                yield word
