"""An activity whose every sentence can be told apart, in four languages, and ten kinds of changes of it.

A sentence is ``s<number><language>``; a translation has the number of what it was made from. The numbers that the
source says now are in ``Told``, with the earlier ones of which only the wording changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from listings.models import ActivityPage
from listings.translated_texts.origins import note_made_from
from listings.translated_texts.wordings import note_wording
from tests.search.factories import make_activity, make_translation

SOURCE, LANGUAGES = "fi", ("sv", "en", "ar")


@dataclass
class Told:
    """``paragraphs`` and ``items``: numbers in order. ``holding``: by number, earlier ones with the same meaning."""

    title: int
    summary: int
    paragraphs: list[int]
    items: list[int]
    fact: int = 0
    holding: dict[int, set[int]] = field(default_factory=dict)

    @property
    def numbers(self) -> set[int]:
        return {self.title, self.summary, *self.paragraphs, *self.items}

    def may_say(self, number: int, language: str) -> bool:
        """Whether a reader may meet this sentence in this language."""
        earlier = set() if language == SOURCE else {one for now in self.numbers for one in self.holding.get(now, ())}
        return number in self.numbers | earlier


class ChangingText:
    """The activity in the database. A change is published at once."""

    def __init__(self, organisation: Any, random: Random) -> None:
        self.random, self._last = random, 0
        self.told = Told(self._next(), self._next(), [self._next() for _ in range(3)], [self._next() for _ in range(2)])
        self.page = make_activity(organisation, **self._texts(SOURCE), **self._facts())
        self.versions = {
            code: make_translation(self.page, code, publish=False, **self._texts(code)) for code in LANGUAGES
        }
        for code in LANGUAGES:
            self.translate(code)

    @property
    def kinds(self) -> dict[str, Callable[[], None]]:
        return {
            "text": self._text,
            "fact": self._fact,
            "text and fact": self._text_and_fact,
            "removed paragraph": self._remove,
            "added paragraph": self._add,
            "moved paragraph": self._move,
            "list item": self._item,
            "title": self._title,
            "summary": self._summary,
            "wording": self._wording,
        }

    def change(self, kind: str) -> None:
        """Change what is told, and publish the source as it says it then."""
        self.kinds[kind]()
        public = ActivityPage.objects.get(pk=self.page.pk)
        draft = public.get_latest_revision_as_object()
        for name, value in {**self._texts(SOURCE), **self._facts()}.items():
            setattr(draft, name, value)
        note_wording(draft, public, is_only_wording=kind == "wording")
        draft.save_revision().publish()

    def translate(self, language: str) -> None:
        """Publish the version as a translation of what the source says now."""
        version = self._latest(language)
        for name, value in self._texts(language).items():
            setattr(version, name, value)
        note_made_from(version, ActivityPage.objects.get(pk=self.page.pk))
        version.save_revision().publish()

    def translate_title(self, language: str) -> None:
        """Publish the version with a new title; what else it says stays as old as it is."""
        version = self._latest(language)
        version.title = self._say(self.told.title, language)
        note_made_from(version, ActivityPage.objects.get(pk=self.page.pk), ["title"])
        version.save_revision().publish()

    def _latest(self, language: str) -> Any:
        return ActivityPage.objects.get(pk=self.versions[language].pk).get_latest_revision_as_object()

    def _next(self) -> int:
        self._last += 1
        return self._last

    @staticmethod
    def _say(number: int, language: str) -> str:
        return f"s{number}{language}"

    def _texts(self, language: str) -> dict[str, str]:
        paragraphs = "".join(f"<p>{self._say(number, language)} <b>abc</b>.</p>" for number in self.told.paragraphs)
        items = "".join(f"<li>{self._say(number, language)}</li>" for number in self.told.items)
        return {
            "title": self._say(self.told.title, language),
            "summary": f"{self._say(self.told.summary, language)}.",
            "description": f"{paragraphs}<ul>{items}</ul>",
        }

    def _facts(self) -> dict[str, Any]:
        return {"sign_up_type": "required", "sign_up_email": f"f{self.told.fact}@example.org"}

    def _place(self) -> int:
        return self.random.randrange(len(self.told.paragraphs))

    def _text(self) -> None:
        self.told.paragraphs[self._place()] = self._next()

    def _fact(self) -> None:
        self.told.fact = self._next()

    def _text_and_fact(self) -> None:
        self._text()
        self._fact()

    def _remove(self) -> None:
        if len(self.told.paragraphs) > 1:
            del self.told.paragraphs[self._place()]
        else:
            self._text()

    def _add(self) -> None:
        self.told.paragraphs.insert(self._place(), self._next())

    def _move(self) -> None:
        self.told.paragraphs.append(self.told.paragraphs.pop(0))

    def _item(self) -> None:
        self.told.items[self.random.randrange(len(self.told.items))] = self._next()

    def _title(self) -> None:
        self.told.title = self._next()

    def _summary(self) -> None:
        self.told.summary = self._next()

    def _wording(self) -> None:
        place, number = self._place(), self._next()
        before = self.told.paragraphs[place]
        self.told.paragraphs[place] = number
        self.told.holding[number] = {before, *self.told.holding.get(before, ())}
