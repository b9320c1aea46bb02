"""The texts of a document by language: of each version what its original still says.

A text whose original has changed is left out, so that readers get the original's in its place. In a description that
is one paragraph where its paragraphs are the original's one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from listings.rich_text import clean_html, first_sentence
from listings.translated_texts.outdated import UP_TO_DATE, Standing, standing_of
from listings.translated_texts.paragraphs import Paragraphs
from listings.translated_texts.text_state import TextState
from listings.translated_texts.text_strings import Strings, html_strings, plain_strings
from regions.collation import sort_key


class PageTexts:
    """The texts of one version as documents hold them, with their strings."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.state = TextState.of(page)
        self.names = [name for name in page.text_fields if name != "description"]

    @cached_property
    def description(self) -> str:
        return clean_html(self.page.description or "")

    def value(self, name: str) -> str:
        return self.description if name == "description" else getattr(self.page, name) or ""

    def strings(self, name: str) -> Strings:
        return html_strings(self.description) if name == "description" else plain_strings(self.value(name))

    def changed_on(self, name: str) -> str:
        """Return the day on which a public text changed; empty where nobody knows, as of a draft."""
        return self.state.changed_on.get(name, "")


def shown_texts(pages: Mapping[str, Any], source_language: str) -> dict[str, dict[str, Any]]:
    """Return the texts of a family's versions. ``pages``: by language, the source among them."""
    source = PageTexts(pages[source_language])
    return {
        language: _source_texts(source) if language == source_language else _translated(PageTexts(page), source)
        for language, page in sorted(pages.items())
    }


def shown_names(pages: Mapping[str, Any], source_language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the titles of a family's versions by language, and the day of the change of those that are outdated."""
    source = PageTexts(pages[source_language]) if len(pages) > 1 and source_language in pages else None
    names, outdated = {}, {}
    for language, page in sorted(pages.items()):
        is_source = source is None or language == source_language
        if source is None or is_source or not _standing(PageTexts(page), source, "title").is_outdated:
            names[language] = page.title
        else:
            outdated[language] = source.changed_on("title")
    return names, outdated


def sort_titles(texts: Mapping[str, Mapping[str, Any]], source_language: str) -> dict[str, str]:
    """Return the sort keys of the titles that readers see, by language."""
    original = texts[source_language]["title"]
    return {language: sort_key(text["title"] or original) for language, text in texts.items()}


def _source_texts(texts: PageTexts) -> dict[str, Any]:
    shown = {name: texts.value(name) for name in texts.names}
    shown["summary"] = shown["summary"] or first_sentence(texts.description)
    return {**shown, "description": texts.description, "machine_translated": False, "outdated": {}}


def _translated(texts: PageTexts, source: PageTexts) -> dict[str, Any]:
    standings = {name: _standing(texts, source, name) for name in (*texts.names, "description")}
    shown = {name: "" if standings[name].is_outdated else texts.value(name) for name in texts.names}
    described = standings["description"]
    if not texts.value("summary"):
        shown["summary"] = _beginning(texts, described)
        standings["summary"] = Standing(described.is_outdated and not shown["summary"])
    outdated = {name: source.changed_on(name) for name, one in standings.items() if one.is_outdated}
    if "summary" in outdated and not texts.value("summary") and not source.page.summary:
        outdated["summary"] = source.changed_on("description")
    return {
        **shown,
        "description": _description(texts, source, described),
        "machine_translated": False,
        "outdated": outdated,
    }


def _standing(texts: PageTexts, source: PageTexts, name: str) -> Standing:
    if name not in texts.state.made_from:
        return UP_TO_DATE
    return standing_of(texts.state, source.state, name, texts.strings(name), source.strings(name))


def _description(texts: PageTexts, source: PageTexts, described: Standing) -> str:
    """Return the description in the order of the original's, outdated paragraphs in its words."""
    if not described.is_outdated:
        return texts.description
    if described.keeps_nothing:
        return ""
    own = Paragraphs.of(texts.description).inner
    translated = [None if place is None else own[place] for place in described.places]
    return Paragraphs.of(source.description).with_translations(translated, source.page.language)


def _beginning(texts: PageTexts, described: Standing) -> str:
    """Return what stands for a summary: the description's first sentence, where it is up to date."""
    if not described.is_outdated:
        return first_sentence(texts.description)
    first = described.places[0] if described.places else None
    return "" if first is None else first_sentence(Paragraphs.of(texts.description).inner[first])
