"""What a text says in its languages, in numbered sentences, and which of them readers should meet.

A sentence is ``s<number><language>``; a translation has the number of what it was made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

SOURCE, LANGUAGES = "fi", ("sv", "en", "ar")
#: A sentence: its number and its language.
Sentence = tuple[int, str]

#: A sentence in a text.
SENTENCE = re.compile(r"\bs(\d+)(fi|sv|en|ar)\b")


def sentence(number: int, language: str) -> str:
    return f"s{number}{language}"


def sentences_in(content: str) -> list[Sentence]:
    """Return the sentences in a text, a page or an address, in order."""
    return [(int(number), language) for number, language in SENTENCE.findall(content)]


@dataclass
class Told:
    """``now``: by text, the numbers that the source says, in order. ``said``: by language, those of the translation.

    ``holding``: by number, earlier ones with the same meaning.
    """

    now: dict[str, list[int]]
    said: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    holding: dict[int, set[int]] = field(default_factory=dict)

    def translate(self, language: str, names: Iterable[str]) -> None:
        """Let the translation say what the source says now, in these texts."""
        self.said.setdefault(language, {}).update({name: [*self.now[name]] for name in names})

    def reword(self, before: int, after: int) -> None:
        self.holding[after] = {before, *self.holding.get(before, ())}

    def shown(self, name: str, language: str) -> list[Sentence]:
        """Return what readers of a language should meet of a text: what is translated and holds, else the source's."""
        if language == SOURCE:
            return [(number, SOURCE) for number in self.now[name]]
        return [self._shown_of(number, self.said[language][name], language) for number in self.now[name]]

    def is_outdated(self, name: str, language: str) -> bool:
        """Whether the translation says something else than the source, or in another order."""
        if language == SOURCE:
            return False
        now, said = self.now[name], self.said[language][name]
        return len(now) != len(said) or not all(
            one in self._meanings(number) for number, one in zip(now, said, strict=True)
        )

    def _shown_of(self, number: int, said: list[int], language: str) -> Sentence:
        own = next((one for one in said if one in self._meanings(number)), None)
        return (number, SOURCE) if own is None else (own, language)

    def _meanings(self, number: int) -> set[int]:
        return {number, *self.holding.get(number, ())}
