"""What the spelling asks of a collection of words, and the index that finds the words near to one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.spelling.affixes import stems


@dataclass(frozen=True, slots=True)
class Near:
    """A word of a collection near to one that is sought: as it is written, and how often it occurs there.

    ``matched``: its folded form, or its folded stem where stems were sought. ``distance``: letters more, less or other
    and neighbours swapped between that and what was sought. ``languages``: of the texts that have it.
    """

    word: str
    matched: str
    distance: int
    count: int
    languages: frozenset[str] | set[str]


class Words(Protocol):
    """Words that may be suggested. All arguments are folded (``folded``)."""

    def languages_of(self, word: str) -> Collection[str]:
        """Return the languages of the texts that have the word, nothing where none has it.

        A word that is there is right, also where it may not be suggested.
        """

    def near(self, word: str, most: int) -> list[Near]:
        """Return words of at most so many changes; those with another first letter only of one change."""

    def stems_near(self, stem: str, language: str) -> list[Near]:
        """Return words of a language with a stem of at most one change."""


@dataclass(slots=True)
class NearIndex:
    """Strings by first letter and length, so that few are compared, and by what follows their first letter."""

    _by_beginning: dict[tuple[str, int], dict[str, None]] = field(default_factory=dict)
    _by_rest: dict[str, list[str]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        strings = self._by_beginning.setdefault((text[:1], len(text)), {})
        if text not in strings:
            strings[text] = None
            self._by_rest.setdefault(text[1:], []).append(text)

    def near(self, text: str, most: int) -> Iterator[tuple[str, int]]:
        """Yield strings with the same first letter and their distance, at most ``most``; the text itself is none."""
        for length in range(len(text) - most, len(text) + most + 1):
            if strings := self._by_beginning.get((text[:1], length)):
                found = process.extract(text, strings.keys(), scorer=OSA.distance, score_cutoff=most, limit=None)
                yield from ((other, int(distance)) for other, distance, _ in found if other != text)

    def near_but_first(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield strings of distance one with another first letter: it is other, left out, too much or swapped."""
        rest, swapped = text[1:], text[1:2] + text[:1] + text[2:]
        others = {*self._by_rest.get(rest, ()), *self._by_rest.get(text, ())}
        others |= {other for other in (rest, swapped) if other in self._by_beginning.get((other[:1], len(other)), ())}
        yield from ((other, 1) for other in sorted(others) if other[:1] != text[:1])


@dataclass(slots=True)
class Lexicon:
    """Words by their folded form, with the languages of their texts, and their stems by language."""

    written: dict[str, str] = field(default_factory=dict)
    languages: dict[str, set[str]] = field(default_factory=dict)
    _index: NearIndex = field(default_factory=NearIndex)
    _stems: dict[str, NearIndex] = field(default_factory=dict)
    _of_stem: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, word: str, key: str, language: str) -> None:
        """Add a normalised word with its folded form, once per language."""
        languages = self.languages.setdefault(key, set())
        if language in languages:
            return
        languages.add(language)
        self.written.setdefault(key, word)
        self._index.add(key)
        for stem in stems(key, language):
            self._of_stem.setdefault((language, stem), []).append(key)
            self._stems.setdefault(language, NearIndex()).add(stem)

    def near(self, key: str, most: int) -> list[tuple[str, int]]:
        """Return folded forms and their distances; those with another first letter where no other is near."""
        return list(self._index.near(key, most)) or list(self._index.near_but_first(key))

    def of_stem(self, stem: str, language: str) -> list[str]:
        """Return the folded forms of the words that have a stem."""
        return self._of_stem.get((language, stem), [])

    def stems_near(self, stem: str, language: str) -> list[tuple[str, int]]:
        """Return stems of distance one that begin alike; not the stem itself."""
        if (index := self._stems.get(language)) is None:
            return []
        return list(index.near(stem, 1))
