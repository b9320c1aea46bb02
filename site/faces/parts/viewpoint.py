"""The reader's point of view: language and moment, with the labels of codes and places."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from django.utils import timezone
from django.utils.translation import get_language

from faces.parts.localized_text import Text
from listings.concepts import FALLBACK_LANGUAGES, Concepts, current_concepts
from listings.enums import Vocabulary
from regions.languages import own_name
from regions.portal_request import PortalRequest
from search.places import current_places


@dataclass(frozen=True)
class Viewpoint:
    """Everything besides the document that a view model is made of; it needs no further query."""

    language: str
    now: datetime.datetime
    concepts: Concepts
    #: Names of municipalities and areas as ``{key: {language: name}}``, keys as in documents' codes.
    places: Mapping[str, Mapping[str, str]]
    #: The portal's languages in its order: what isn't there in the reader's language is read in the first that has it.
    languages: tuple[str, ...] = ()

    @classmethod
    def of(cls, language: str, now: datetime.datetime | None = None, languages: Iterable[str] = ()) -> Self:
        """A reader of this language at this moment (aware; now by default), on a portal with these languages.

        One small query, more after a change.
        """
        return cls(language, now or timezone.now(), current_concepts(), current_places().by_key, tuple(languages))

    @property
    def today(self) -> datetime.date:
        return timezone.localdate(self.now)

    def text(self, value: str, language: str | None = None) -> Text:
        """A text in a language, the reader's by default."""
        return Text(value, self.language if language is None else language, self.language)

    def name(self, value: str) -> Text:
        """A proper name, whose language nobody knows."""
        return self.text(value, "")

    def label(self, vocabulary: str, code: str) -> Text:
        """A concept's label; in the language that it was found in."""
        concept = self.concepts.by_key.get(f"{vocabulary}:{code}")
        for language in (self.language, *FALLBACK_LANGUAGES):
            if concept is not None and language in concept.labels:
                return self.text(concept.labels[language].label, language)
        return self.name(code)

    def icon(self, vocabulary: str, code: str, otherwise: str = "circle") -> str:
        concept = self.concepts.by_key.get(f"{vocabulary}:{code}")
        return concept.icon if concept and concept.icon else otherwise

    def language_name(self, code: str) -> Text:
        """A language by its name in the reader's, or by its own name."""
        if f"{Vocabulary.ACTIVITY_LANGUAGE}:{code}" in self.concepts.by_key:
            return self.label(Vocabulary.ACTIVITY_LANGUAGE, code)
        return self.text(own_name(code), code)

    def language_names(self, codes: list[str]) -> dict[str, str]:
        return {code: self.language_name(code).value for code in codes}

    def municipality(self, code: str) -> Text:
        """A municipality's name by its official code."""
        return self._place(f"municipality:{code}", code)

    def area(self, key: str) -> Text:
        """An area's name by its key, ``maakunta:01``."""
        return self._place(f"area:{key}", key)

    def _place(self, key: str, otherwise: str) -> Text:
        """In Swedish or English where the place has such a name, else in Finnish."""
        names = self.places.get(key)
        if not names:
            return self.name(otherwise)
        language = self.language if self.language in names else "fi"
        return self.text(names[language], language)


def viewpoint_of(request: PortalRequest) -> Viewpoint:
    """The visitor's viewpoint, made once per request, so that all parts of a page have the same moment."""
    attributes = vars(request)
    if "_viewpoint" not in attributes:
        attributes["_viewpoint"] = Viewpoint.of(
            get_language() or request.portal.first_language, timezone.now(), request.portal.languages
        )
    viewpoint: Viewpoint = attributes["_viewpoint"]
    return viewpoint
