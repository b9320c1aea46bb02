"""What a translator asks of the list: which part, language and state, and words of names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from editorial.translation_orders.waiting_translations import TO_DO, Work, WorkState
from search.analysis.folding import fold

MOST_CHARACTERS, _MOST_WORDS = 100, 8


@dataclass(frozen=True)
class Part:
    """A part of the list: what the address says, its heading, and its states."""

    name: str
    heading: Any
    states: frozenset[WorkState]


PARTS = (
    Part("", gettext_lazy("To be translated"), TO_DO),
    Part("missing", gettext_lazy("Not in your languages yet"), frozenset({WorkState.MISSING})),
    Part("sent", gettext_lazy("Waiting for review"), frozenset({WorkState.IN_REVIEW})),
)


@dataclass(frozen=True)
class ListQuery:
    """``code`` and ``state`` are empty for all."""

    part: Part = PARTS[0]
    code: str = ""
    state: str = ""
    words: str = ""

    @classmethod
    def of(cls, data: QueryDict, codes: list[str]) -> ListQuery:
        """Read an address; what the list doesn't know is left out. ``codes``: languages of the person's works."""
        part = next((part for part in PARTS if part.name == data.get("show", "")), PARTS[0])
        code, state = data.get("language", ""), data.get("state", "")
        return cls(
            part=part,
            code=code if code in codes else "",
            state=state if len(part.states) > 1 and state in part.states else "",
            words=" ".join(data.get("q", "")[:MOST_CHARACTERS].split()),
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.state or self.words)

    @property
    def states(self) -> list[WorkState]:
        """The states to choose from, in the list's order; none where there is only one."""
        return [state for state in WorkState if state in self.part.states] if len(self.part.states) > 1 else []

    def found(self, works: list[Work]) -> list[Work]:
        """Return the works of all parts that have its language and words."""
        asked = fold(self.words.casefold()).split()[:_MOST_WORDS]
        return [work for work in works if self.code in ("", work.code) and _says(work, asked)]

    def in_part(self, works: list[Work]) -> list[Work]:
        """Return the works of its part and state."""
        return [work for work in works if work.state in self.part.states and self.state in ("", work.state)]

    def address(self, page: int = 1, **changes: Any) -> str:
        query, one = QueryDict(mutable=True), replace(self, **changes)
        values = {"show": one.part.name, "language": one.code, "state": one.state, "q": one.words}
        values["page"] = str(page) if page > 1 else ""
        query.update({name: value for name, value in values.items() if value})
        return f"?{query.urlencode()}" if query else "?"


def _says(work: Work, asked: list[str]) -> bool:
    """Whether each word is in the text's name or its organisation's, whatever its dots and accents."""
    if not asked:
        return True
    said = fold(f"{work.original.title} {work.original.organisation}".casefold())
    return all(word in said for word in asked)
