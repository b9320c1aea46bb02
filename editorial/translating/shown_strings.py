"""The strings of a text as the page shows them: by field, each with its original, its state and what to look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from wagtail_localize.models import StringTranslation

from editorial.glossary.finding_terms import TermFinder
from editorial.glossary.terms import Term, terms_for
from editorial.glossary.wording_checks import wording_notices
from editorial.text_changes.place_labels import place_label
from editorial.translating.earlier_strings import EarlierString, earlier_strings
from editorial.translating.strings_form import StringsForm
from editorial.translation_memory.finding import Suggestion, suggestions
from editorial.translation_orders.translated_texts import TranslatedText
from editorial.translation_strings.block_places import block_label
from editorial.translation_strings.source_strings import SourceString
from editorial.translation_strings.stored_strings import missing_strings
from editorial.translation_strings.string_checks import notices


@dataclass(frozen=True)
class ShownString:
    """``field``: the form's. ``earlier``: of a string that was changed in the original. ``is_machine``: not a person's
    translation. ``suggestions``: of the memory, where nothing is translated. ``terms``: of the glossary, in the
    original. ``is_folded``: translated, and nothing to look at, while others wait.
    """

    string: SourceString
    field: Any
    is_translated: bool
    is_machine: bool
    notices: list[str]
    earlier: EarlierString | None
    suggestions: list[Suggestion]
    terms: list[Term]
    is_folded: bool = False

    @property
    def needs_a_look(self) -> bool:
        """Whether it isn't translated, or its page says something of it."""
        is_typed = self.field.form.is_bound and self.field.value() != self.field.initial
        return not self.is_translated or bool(self.notices or self.field.errors) or self.is_machine or is_typed


@dataclass(frozen=True)
class ShownField:
    """A text, or a block of one, with its strings. It is shown in the language once all of them are translated."""

    name: str
    label: str
    strings: list[ShownString]

    @property
    def is_complete(self) -> bool:
        return all(one.is_translated for one in self.strings)


def string_notices(form: StringsForm, terms: dict[str, list[Term]], code: str) -> dict[str, list[str]]:
    """Return by name what is worth a look in what is typed; ``terms``: of each string, by name."""
    found = {}
    for string in form.strings:
        typed = str(form[string.name].value() or "")
        found[string.name] = notices(string.typed, typed, code) + wording_notices(terms[string.name], typed, code)
    return found


def string_terms(text: TranslatedText, form: StringsForm) -> dict[str, list[Term]]:
    """Return the terms of each string, by name. One statement."""
    language = text.source.language
    finder = TermFinder(terms_for(text.portal, language, text.code), language)
    return {string.name: finder.terms_in(string.typed) for string in form.strings}


def shown_fields(text: TranslatedText, form: StringsForm) -> list[ShownField]:
    """Four statements, for the memory and the glossary; one where everything is translated."""
    earlier = earlier_strings(form.strings, form.stored)
    asked = [string.typed for string in missing_strings(form.strings, form.stored)]
    memory = suggestions(asked, text.source.language, text.code, without=text.key)
    terms = string_terms(text, form)
    said = string_notices(form, terms, text.code)
    shown = [
        _shown(string, form, said, terms, earlier.get(string.name), memory.get(string.typed, []))
        for string in form.strings
    ]
    if not all(one.is_translated for one in shown):
        shown = [replace(one, is_folded=not one.needs_a_look) for one in shown]
    return [
        ShownField(part, block_label(text.source, part) or place_label(text.source, part), list(group))
        for part, group in groupby(shown, key=lambda one: one.string.part)
    ]


def _shown(
    string: SourceString,
    form: StringsForm,
    said: dict[str, list[str]],
    terms: dict[str, list[Term]],
    earlier: EarlierString | None,
    known: list[Suggestion],
) -> ShownString:
    row = form.stored.get(string)
    return ShownString(
        string=string,
        field=form[string.name],
        is_translated=row is not None,
        is_machine=row is not None and row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE,
        notices=said[string.name],
        earlier=earlier,
        suggestions=_new_wordings(known, earlier) if row is None else [],
        terms=terms[string.name],
    )


def _new_wordings(known: list[Suggestion], earlier: EarlierString | None) -> list[Suggestion]:
    """The memory's suggestions without what the page offers already, as the earlier translation."""
    offered = earlier.translation.strip() if earlier is not None else None
    return [one for one in known if one.translation.strip() != offered]
