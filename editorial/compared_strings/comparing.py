"""Each string of the original beside its translation, with what is worth a look and where the wording comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.safestring import SafeString

from editorial.compared_strings.version_strings import VersionString, all_strings, version_strings
from editorial.compared_strings.wording_sources import WordingSource, wording_source
from editorial.text_changes.marked_words import marked_words
from editorial.text_changes.word_differences import word_differences
from editorial.translation_strings.stored_strings import StoredStrings
from editorial.translation_strings.string_checks import notices
from regions.languages import direction


@dataclass(frozen=True)
class ComparedString:
    """``name``: of its place. ``text``: the translation, empty where there is none. ``public``: what visitors read now.

    ``is_outdated``: it was translated from an earlier text of the original. ``tool``: what has translated it.
    """

    name: str
    field: str
    original: str
    original_language: str
    text: str
    language: str
    notices: Sequence[str]
    source: WordingSource
    tool: str = ""
    is_outdated: bool = False
    is_changed: bool = False
    public: str = ""

    @property
    def original_direction(self) -> str:
        return direction(self.original_language)

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def is_machine(self) -> bool:
        return self.source == WordingSource.MACHINE

    @property
    def marked(self) -> SafeString:
        """The text, with what it changes in the public one marked by word."""
        return marked_words(word_differences(self.public, self.text) if self.is_changed and self.public else ())


def compared_strings(version: Any, source: Any, public: Any = None) -> dict[str, list[ComparedString]]:
    """Return the strings by field. ``public``: the page as visitors read it, None where they don't. One statement."""
    found: dict[str, list[ComparedString]] = {}
    stored = StoredStrings.of(version.translation_key, version.language)
    strings = version_strings(version, source)
    before = _public_wordings(strings, public) if public is not None else {}
    for one in strings:
        compared = _compared(one, version.language, source.language, stored, before)
        found.setdefault(one.string.field, []).append(compared)
    return found


def _compared(
    one: VersionString, language: str, original_language: str, stored: StoredStrings, before: Mapping[str, str]
) -> ComparedString:
    row = stored.get(one.string)
    is_this = row is not None and one.string.typed_of(row.data) == one.typed
    public = before.get(one.name)
    return ComparedString(
        name=one.name,
        field=one.string.field,
        original=one.string.typed,
        original_language=original_language,
        text=one.typed,
        language=language,
        notices=notices(one.string.typed, one.typed, language),
        source=wording_source(row if is_this else None),
        tool=row.tool_name if row is not None and is_this else "",
        is_outdated=one.is_outdated,
        is_changed=public is not None and public != one.typed,
        public=public or "",
    )


def _public_wordings(strings: Sequence[VersionString], public: Any) -> dict[str, str]:
    """What the public page says in place of each string; empty where it says nothing like it."""
    texts = {field: [one.typed for one in found] for field, found in all_strings(public).items()}
    found: dict[str, str] = {}
    for field in {one.string.field for one in strings}:
        own = [one for one in strings if one.string.field == field]
        found |= _paired(own, texts.get(field, []))
    return found


def _paired(strings: Sequence[VersionString], texts: Sequence[str]) -> dict[str, str]:
    """Strings that stay stand beside themselves, changed ones beside those whose place they take."""
    found = {one.name: "" for one in strings}
    matcher = SequenceMatcher(None, texts, [one.typed for one in strings], autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind in ("equal", "replace"):
            found |= {one.name: text for one, text in zip(strings[start:end], texts[first:last], strict=False)}
    return found
