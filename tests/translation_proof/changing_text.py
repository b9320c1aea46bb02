"""Pages whose every sentence can be told apart, in four languages, and ten kinds of changes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from editorial.articles.article_texts import note_translated
from editorial.articles.pages import ArticlePage
from listings.models import ActivityPage, Concept, OrganisationPage
from listings.translated_texts.origins import note_made_from
from listings.translated_texts.wordings import note_wording
from tests.editorial.factories import draft_article
from tests.search.factories import make_activity, make_organisation, make_translation
from tests.translation_proof.told import LANGUAGES, SOURCE, Told, sentence

#: Texts of an activity beside title, summary and body.
DETAILS = (
    *("audience", "schedule_details", "price_details"),
    *("place_details", "sign_up_details", "accessibility_details"),
)
#: Sentences of a body when it is written. The last two are items of a list.
_BODY = 5


class ChangingText:
    """One page in the database. A change is published at once. Its long text is its ``body``."""

    model: Any
    body = "description"
    details: tuple[str, ...] = ()

    def __init__(self, random: Random, numbers: Iterator[int]) -> None:
        self.random, self.numbers = random, numbers
        names = ("title", "summary", *self.details)
        self.told = Told({**{name: [next(numbers)] for name in names}, "body": [next(numbers) for _ in range(_BODY)]})
        self.fact = next(numbers)
        self.page = self.make()
        self.versions = {}
        for code in LANGUAGES:
            self.told.translate(code, self.told.now)
            self.versions[code] = self.make_version(code)
            self.translate(code)

    def make(self) -> Any:
        raise NotImplementedError

    def make_version(self, language: str) -> Any:
        return make_translation(self.page, language, publish=False, **self.texts(language))

    @property
    def names(self) -> list[str]:
        return [*self.told.now]

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
            "title": lambda: self._say_anew("title"),
            "summary": lambda: self._say_anew("summary"),
            "wording": self._wording,
        }

    def change(self, kind: str) -> None:
        """Change what is told, and publish the source as it says it then."""
        self.kinds[kind]()
        public = self.model.objects.get(pk=self.page.pk)
        draft = public.get_latest_revision_as_object()
        for name, value in {**self.texts(SOURCE), **self.facts()}.items():
            setattr(draft, name, value)
        note_wording(draft, public, is_only_wording=kind == "wording")
        draft.save_revision().publish()

    def translate(self, language: str) -> None:
        """Publish the version as a translation of what the source says now."""
        self._translate(language, self.names)

    def translate_title(self, language: str) -> None:
        """Publish the version with a new title; what else it says stays as old as it is."""
        self._translate(language, ["title"])

    def _translate(self, language: str, names: list[str]) -> None:
        self.told.translate(language, names)
        fields = [self.body if name == "body" else name for name in names]
        version = self.model.objects.get(pk=self.versions[language].pk).get_latest_revision_as_object()
        texts = self.texts(language)
        for name in fields:
            setattr(version, name, texts[name])
        self.note(version, self.model.objects.get(pk=self.page.pk), fields)
        version.save_revision().publish()

    def note(self, version: Any, original: Any, fields: list[str]) -> None:
        note_made_from(version, original, fields)

    def texts(self, language: str) -> dict[str, Any]:
        """Return what the page, or its version, says as ``told``: the version at its latest translation."""
        said = self.told.now if language == SOURCE else self.told.said[language]
        plain = {name: f"{sentence(said[name][0], language)}." for name in ("summary", *self.details)}
        return {"title": sentence(said["title"][0], language), **plain, self.body: self.body_of(said["body"], language)}

    def body_of(self, numbers: list[int], language: str) -> Any:
        paragraphs = "".join(f"<p>{sentence(number, language)} <b>abc</b>.</p>" for number in numbers[:-2])
        items = "".join(f"<li>{sentence(number, language)}</li>" for number in numbers[-2:])
        return f"{paragraphs}<ul>{items}</ul>"

    def facts(self) -> dict[str, Any]:
        return {}

    def _place(self) -> int:
        return self.random.randrange(len(self.told.now["body"]) - 2)

    def _say_anew(self, *names: str) -> None:
        self.told.now.update({name: [next(self.numbers)] for name in names})

    def _text(self) -> None:
        self.told.now["body"][self._place()] = next(self.numbers)
        self._say_anew(*self.details)

    def _fact(self) -> None:
        self.fact = next(self.numbers)

    def _text_and_fact(self) -> None:
        self.told.now["body"][self._place()] = next(self.numbers)
        self._fact()

    def _remove(self) -> None:
        if len(self.told.now["body"]) > 3:
            del self.told.now["body"][self._place()]
        else:
            self._text()

    def _add(self) -> None:
        self.told.now["body"].insert(self._place(), next(self.numbers))

    def _move(self) -> None:
        body = self.told.now["body"]
        body.insert(len(body) - 3, body.pop(0))

    def _item(self) -> None:
        self.told.now["body"][self.random.choice((-1, -2))] = next(self.numbers)

    def _wording(self) -> None:
        place, number = self._place(), next(self.numbers)
        self.told.reword(self.told.now["body"][place], number)
        self.told.now["body"][place] = number


class ChangingOrganisation(ChangingText):
    model = OrganisationPage

    def __init__(self, portal: Any, random: Random, numbers: Iterator[int]) -> None:
        self.portal = portal
        super().__init__(random, numbers)

    def make(self) -> Any:
        texts = self.texts(SOURCE)
        return make_organisation(self.portal, texts.pop("title"), **texts)


class ChangingActivity(ChangingText):
    model = ActivityPage
    details = DETAILS

    def __init__(self, organisation: Any, random: Random, numbers: Iterator[int]) -> None:
        self.organisation = organisation
        super().__init__(random, numbers)

    def make(self) -> Any:
        return make_activity(self.organisation, **self.texts(SOURCE), **self.facts())

    def facts(self) -> dict[str, Any]:
        return {"sign_up_type": "required", "sign_up_email": f"f{self.fact}@example.org"}


class ChangingArticle(ChangingText):
    """Its body are blocks of text, and one that shows an activity."""

    model = ArticlePage
    body = "body"

    def __init__(self, portal: Any, address: str, random: Random, numbers: Iterator[int]) -> None:
        self.portal, self.address = portal, address
        super().__init__(random, numbers)

    def make(self) -> Any:
        page = self._draft(SOURCE)
        page.save_revision().publish()
        return ArticlePage.objects.get(pk=page.pk)

    def make_version(self, language: str) -> Any:
        version = self._draft(language, translation_key=self.page.translation_key)
        note_translated(version, self.page)
        version.save_revision()
        return version

    def _draft(self, language: str, **values: Any) -> Any:
        texts = self.texts(language)
        values |= {"summary": texts["summary"], "slug": "article", "theme": _theme()}
        page = draft_article(self.portal, texts["title"], language, **values)
        page.body = texts["body"]
        return page

    def body_of(self, numbers: list[int], language: str) -> Any:
        texts = [("text", f"<p>{sentence(number, language)} <b>abc</b>.</p>") for number in numbers]
        shown = ("activities", {"heading": "", "addresses": [self.address]})
        return ArticlePage.body.field.stream_block.normalize([*texts, shown])


def _theme() -> Concept:
    return Concept.objects.get(vocabulary="theme", code="language")
