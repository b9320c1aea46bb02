"""Texts that know their language, and the choice among a document's languages."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from faces.parts.bidi import drawn
from listings.schedule.wording import format_date
from regions.languages import direction, own_name

if TYPE_CHECKING:
    from faces.parts.viewpoint import Viewpoint
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
class Change:
    """A change of an original after it was translated. ``day``: ISO; empty where it isn't known."""

    day: str

    def words(self, language: str) -> str:
        """In the active language, which is ``language``: fi "Alkuperäinen on muuttunut 28.11., käännös tulossa"."""
        if not self.day:
            return _("The original has changed, a translation is coming")
        day = datetime.date.fromisoformat(self.day)
        date = format_date(day, language, with_year=day.year != timezone.localdate().year)
        return _("The original has changed on %(date)s, a translation is coming") % {"date": date}


@dataclass(frozen=True)
class Text:
    """A text and its language (BCP 47; empty for a name whose language nobody knows), seen from a page's language.

    ``is_left_over``: it is in another language than the texts around it, because nobody has translated it yet.
    ``change``: of the original, which the translation doesn't say yet; all of this text, or parts of it, is then the
    original's.
    """

    value: str
    language: str
    page_language: str
    is_left_over: bool = False
    change: Change | None = None

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
        """The visible mark of a text that was left over or is outdated; empty where the page's mark says it already."""
        if not self.value:
            return ""
        parts = (
            written_in(self.language) if self.is_left_over else "",
            self.change.words(self.page_language) if self.change is not None else "",
        )
        return " · ".join(part for part in parts if part)

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


def reading_order(viewpoint: Viewpoint, source_language: str) -> tuple[str, ...]:
    """The languages in which a text is read, the best first: the reader's, the portal's in its order, the source's."""
    return tuple(dict.fromkeys((viewpoint.language, *viewpoint.languages, source_language)))


def best_language(document: Document, viewpoint: Viewpoint) -> str:
    """The language in which the document's texts are shown: the first of ``reading_order`` that it has."""
    texts: Mapping[str, Any] = document.texts
    order = (*reading_order(viewpoint, document.source_language), *texts)
    return next((language for language in order if language in texts), document.source_language)


def field_text(document: Document, name: str, viewpoint: Viewpoint) -> Text:
    """One text of the document in its best language; where that version leaves it empty, in the next one that has it.

    An outdated text is never shown: the document doesn't have it. The source's stands in its place.
    """
    best, source, language = best_language(document, viewpoint), document.source_language, viewpoint.language
    change = change_of(document, name, best)
    is_outdated = change is not None and not (document.texts.get(best) or {}).get(name)
    for candidate in (source,) if is_outdated else (best, *reading_order(viewpoint, source)):
        value = (document.texts.get(candidate) or {}).get(name) or ""
        if value:
            change = change_of(document, name, candidate) or change
            return Text(value, candidate, language, is_left_over=candidate not in (best, language), change=change)
    return Text("", language, language)


def change_of(document: Document, name: str, language: str) -> Change | None:
    """Return how the original of a text has changed since the version in this language was made, if it has."""
    outdated = (document.texts.get(language) or {}).get("outdated") or {}
    return Change(outdated[name]) if name in outdated else None


def source_text(document: Document, value: str, viewpoint: Viewpoint) -> Text:
    """A text that is only in the document's source language, such as why something is cancelled."""
    source, language = document.source_language, viewpoint.language
    return Text(value, source, language, is_left_over=source not in (best_language(document, viewpoint), language))


def reference_name(reference: Mapping[str, Any], viewpoint: Viewpoint) -> Text:
    """An organisation's name, by the same rule as a document's texts. ``reference``: an ``OrganisationReference``."""
    names, source, language = reference["names"], reference["source_language"], viewpoint.language
    outdated = reference.get("outdated") or {}
    for candidate in (*reading_order(viewpoint, source), *names):
        if candidate in outdated:
            name, change = names.get(source, ""), Change(outdated[candidate])
            return Text(name, source, language, is_left_over=source != language, change=change)
        if names.get(candidate):
            return Text(names[candidate], candidate, language)
    return Text("", language, language)


def language_mark(document: Document, viewpoint: Viewpoint) -> str:
    """The visible mark of a text in another language, in the reader's words: fi "Vain ruotsiksi"; or empty."""
    best = best_language(document, viewpoint)
    if best == viewpoint.language:
        return ""
    forms = _ONLY_IN if len(document.texts) == 1 else _IN
    if best in forms:
        return _(forms[best])
    return _("In another language: %(language)s") % {"language": viewpoint.language_name(best).value}


def document_mark(document: Document, title: Text, viewpoint: Viewpoint) -> str:
    """The visible mark at a document's title: the title's own where that is in another language than the rest."""
    own = "" if title.language == best_language(document, viewpoint) else title.mark
    return own or language_mark(document, viewpoint) or title.mark


def written_in(language: str) -> str:
    """The visible mark of a text in this language, in the reader's words: fi "Ruotsiksi"."""
    if language in _IN:
        return _(_IN[language])
    return _("In another language: %(language)s") % {"language": own_name(language)}


def is_machine_translated(document: Document, viewpoint: Viewpoint) -> bool:
    texts = document.texts.get(best_language(document, viewpoint)) or {}
    return bool(texts.get("machine_translated"))
