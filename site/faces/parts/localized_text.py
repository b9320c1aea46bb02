"""Texts that know their language, and the choice among a document's languages: the reader's, else the source's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from faces.parts.bidi import drawn
from regions.languages import direction, own_name

if TYPE_CHECKING:
    from search.models import Document

#: How a language is named in "written in …"; a language that isn't here is named by its label.
_ONLY_IN = {
    "fi": N_("Only in Finnish"),
    "sv": N_("Only in Swedish"),
    "en": N_("Only in English"),
    "ru": N_("Only in Russian"),
    "uk": N_("Only in Ukrainian"),
    "ar": N_("Only in Arabic"),
    "so": N_("Only in Somali"),
    "fa": N_("Only in Persian"),
    "et": N_("Only in Estonian"),
}
_IN = {
    "fi": N_("In Finnish"),
    "sv": N_("In Swedish"),
    "en": N_("In English"),
    "ru": N_("In Russian"),
    "uk": N_("In Ukrainian"),
    "ar": N_("In Arabic"),
    "so": N_("In Somali"),
    "fa": N_("In Persian"),
    "et": N_("In Estonian"),
}


@dataclass(frozen=True)
class Text:
    """A text and its language (BCP 47; empty for a name whose language nobody knows), seen from a page's language.

    ``is_left_over``: it is in another language than the texts around it, because nobody has translated it yet.
    """

    value: str
    language: str
    page_language: str
    is_left_over: bool = False

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def is_foreign(self) -> bool:
        return self.language != self.page_language

    @property
    def direction(self) -> str:
        return direction(self.language) if self.language else "auto"

    @property
    def attributes(self) -> SafeString:
        """`` lang="sv" dir="ltr"`` for the element that holds the text; empty where it speaks the page's language."""
        if not self.is_foreign:
            return mark_safe("")
        if not self.language:
            return mark_safe(' dir="auto"')
        return format_html(' lang="{}" dir="{}"', self.language, self.direction)

    @property
    def mark(self) -> str:
        """The visible mark of a text that was left over; empty where the mark of the page says it already."""
        return written_in(self.language) if self.is_left_over and self.value else ""

    @property
    def inner_html(self) -> SafeString:
        """The text for an element that has ``attributes``; numbers and Latin words in Arabic keep their order."""
        return drawn(self.value, self.language)

    @property
    def html(self) -> SafeString:
        """The text for running prose: isolated and marked up where it is in another language."""
        if not self.is_foreign:
            return self.inner_html
        marked = format_html(' <span class="only-in">{}</span>', self.mark) if self.mark else ""
        return format_html("<bdi{}>{}</bdi>{}", self.attributes, self.inner_html, marked)


def best_language(document: Document, language: str) -> str:
    """The language in which the document's texts are shown: the reader's if the document has it, else the source's."""
    texts: Mapping[str, Any] = document.texts
    if language in texts or not texts:
        return language if texts else document.source_language
    return document.source_language if document.source_language in texts else next(iter(texts))


def field_text(document: Document, name: str, language: str) -> Text:
    """One text of the document in its best language; where that version leaves it empty, the source's."""
    best = best_language(document, language)
    for candidate in (best, document.source_language):
        value = (document.texts.get(candidate) or {}).get(name) or ""
        if value:
            return Text(value, candidate, language, is_left_over=candidate not in (best, language))
    return Text("", language, language)


def source_text(document: Document, value: str, language: str) -> Text:
    """A text that is only in the document's source language, such as why something is cancelled."""
    source = document.source_language
    return Text(value, source, language, is_left_over=source not in (best_language(document, language), language))


def reference_name(names: Mapping[str, str], source_language: str, language: str) -> Text:
    """An organisation's name, by the same rule as a document's texts."""
    for candidate in (language, source_language, *names):
        if names.get(candidate):
            return Text(names[candidate], candidate, language)
    return Text("", language, language)


def language_mark(document: Document, language: str, name_of: Mapping[str, str] | None = None) -> str:
    """The visible mark of a text in another language, in the reader's words: fi "Vain ruotsiksi"; or empty.

    ``name_of``: names of languages in the reader's, for those that have no words of their own here.
    """
    best = best_language(document, language)
    if best == language:
        return ""
    forms = _ONLY_IN if len(document.texts) == 1 else _IN
    if best in forms:
        return _(forms[best])
    return _("In another language: %(language)s") % {"language": (name_of or {}).get(best, best)}


def written_in(language: str) -> str:
    """The visible mark of a text in this language, in the reader's words: fi "Ruotsiksi"."""
    if language in _IN:
        return _(_IN[language])
    return _("In another language: %(language)s") % {"language": own_name(language)}


def is_machine_translated(document: Document, language: str) -> bool:
    texts = document.texts.get(best_language(document, language)) or {}
    return bool(texts.get("machine_translated"))
