"""Second languages in templates of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

from editorial.second_language.languages import LanguageState, language_states
from editorial.second_language.second_text_form import missing_texts
from listings.translated_texts.origins import latest_texts_of

register = template.Library()


@dataclass(frozen=True)
class SentAlong:
    """A second text beside a first one that is about to be sent. ``missing``: a sentence that says what it lacks."""

    title: str
    goes: bool
    missing: str


@register.simple_tag
def activity_languages(announced: Any, page: Any) -> list[LanguageState]:
    """The other languages of an activity, whose source ``page`` is; none where it hasn't been saved yet."""
    return language_states(page, announced.organisation, "activity_language") if page.pk is not None else []


@register.simple_tag
def written_languages(languages: list[LanguageState]) -> list[tuple[LanguageState, SentAlong]]:
    """The languages in which there is a text, with what happens with it when the first one is sent.

    Two statements, whatever their number.
    """
    written = [state for state in languages if state.version is not None]
    source: Any = written[0].version.source_page() if written and written[0].version is not None else None
    first = latest_texts_of(source) if source is not None else None
    return [(state, _sent_along(state, first)) for state in written]


def _sent_along(state: LanguageState, first: Any) -> SentAlong:
    version: Any = state.version
    texts = latest_texts_of(version)
    is_ready = state.has_unsent and not state.is_translators and first is not None
    missing = missing_texts(texts, first) if is_ready else []
    return SentAlong(texts.title, is_ready and not missing, missing[0][1] if missing else "")
