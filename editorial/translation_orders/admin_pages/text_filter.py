"""The filter above a language's texts. What isn't well formed filters nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from editorial.people.portal_people.organisation_rows import organisations_of
from editorial.translation_orders.text_coverage import Coverage, CoveredText
from listings.concepts import recent_concepts
from listings.enums import Vocabulary
from listings.models import ActivityPage, Concept, Listing
from regions.models import Portal
from regions.written.clean_forms import CleanTextFormMixin

MAX_WORDS = 5


class TextKind(TextChoices):
    TEXTS = "texts", _("texts")
    TERMS = "terms", _("terms of the vocabularies")


class TextFilterForm(CleanTextFormMixin, forms.Form):
    """One statement for the choices, and one for each of organisation and theme that is chosen."""

    state = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(label=_("What"), required=False)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    q = forms.CharField(label=_("Title or organisation"), required=False, max_length=100)

    def __init__(self, portal: Portal, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        organisations = organisations_of(portal).order_by("shown_title").values_list("pk", "shown_title")
        language = get_language() or ""
        themes = recent_concepts().by_vocabulary.get(Vocabulary.THEME, [])
        self._choose("state", Coverage.choices)
        self._choose("kind", TextKind.choices)
        self._choose("organisation", [(str(key), title) for key, title in organisations])
        self._choose("theme", [(theme.code, theme.label(language)) for theme in themes])
        self.is_valid()

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = [("", _("all")), *choices]  # type: ignore[attr-defined]

    def value(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "") if self.is_bound else ""

    @property
    def is_active(self) -> bool:
        return any(self.value(name) for name in self.fields)

    def found_texts(self, texts: Iterable[CoveredText]) -> list[CoveredText]:
        if self.value("kind") == TextKind.TERMS:
            return []
        found = [text for text in texts if self.value("state") in ("", text.state)]
        for condition in self._conditions([text.key for text in found]):
            found = [text for text in found if (text.key, text.language) in condition or text.key in condition]
        return [text for text in found if self._has_words(f"{text.title} {text.original.organisation}")]

    def found_terms(self, terms: list[Concept]) -> list[Concept]:
        """Terms that lack a label have the state of what is missing, and belong to no organisation."""
        is_other = self.value("kind") == TextKind.TEXTS or self.value("state") not in ("", Coverage.MISSING)
        if is_other or self.value("organisation") or self.value("theme"):
            return []
        return [term for term in terms if self._has_words(f"{term} {term.code}")]

    def _conditions(self, keys: list[UUID]) -> Iterator[set[Any]]:
        """Yield ids, or ids with the language of the source, to which the list is narrowed."""
        organisation, theme = self.value("organisation"), self.value("theme")
        if organisation:
            chosen = UUID(organisation)
            yield {chosen, *Listing.objects.filter(organisation=chosen).values_list("pk", flat=True)}
        if theme:
            pages = ActivityPage.objects.filter(translation_key__in=keys)
            pages = pages.filter(themes__vocabulary=Vocabulary.THEME, themes__code=theme)
            yield set(pages.values_list("translation_key", "locale__language_code"))

    def _has_words(self, text: str) -> bool:
        folded = text.casefold()
        return all(word in folded for word in self.value("q").casefold().split()[:MAX_WORDS])
