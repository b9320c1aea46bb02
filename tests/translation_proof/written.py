"""What is written in a portal: an activity, its organiser, an article that shows the activity, and another activity."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random

from listings.addresses import activity_path
from regions.models import Portal
from tests.search.factories import make_activity, make_organisation
from tests.translation_proof.changing_text import ChangingActivity, ChangingArticle, ChangingOrganisation, ChangingText
from tests.translation_proof.told import SOURCE, Sentence


class Written:
    """All change in the same way at once. ``other`` stays as it is: its page offers the activity beside it."""

    def __init__(self, portal: Portal, random: Random) -> None:
        self.random, numbers = random, _numbers()
        self.organisation = ChangingOrganisation(portal, random, numbers)
        self.activity = ChangingActivity(self.organisation.page, random, numbers)
        address = f"https://example.org{activity_path(SOURCE, self.activity.page.translation_key)}"
        self.article = ChangingArticle(portal, address, random, numbers)
        self.other = make_activity(make_organisation(portal, "Toinen ry"), "Toinen ryhmä")

    @property
    def by_kind(self) -> dict[str, ChangingText]:
        return {"activity": self.activity, "organisation": self.organisation, "article": self.article}

    @property
    def texts(self) -> list[ChangingText]:
        return [*self.by_kind.values()]

    def shown(self, kind: str, name: str, language: str) -> list[Sentence]:
        return self.by_kind[kind].told.shown(name, language)

    def change(self, kind: str) -> None:
        for text in self.texts:
            text.change(kind)

    def translate(self, language: str) -> None:
        for text in self.texts:
            text.translate(language)

    def translate_titles(self, language: str) -> None:
        for text in self.texts:
            text.translate_title(language)


def _numbers() -> Iterator[int]:
    """Numbers that don't begin alike: a search for what begins with one finds that one."""
    return (100 + number for number in count())
