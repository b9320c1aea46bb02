"""The strings of a text as the page shows them: by field, each with its original, its state and what to look at."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from wagtail_localize.models import StringTranslation

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
    translation. ``suggestions``: of the memory, where nothing is translated.
    """

    string: SourceString
    field: Any
    is_translated: bool
    is_machine: bool
    notices: list[str]
    earlier: EarlierString | None
    suggestions: list[Suggestion]


@dataclass(frozen=True)
class ShownField:
    """A text, or a block of one, with its strings. It is shown in the language once all of them are translated."""

    name: str
    label: str
    strings: list[ShownString]

    @property
    def is_complete(self) -> bool:
        return all(one.is_translated for one in self.strings)


def shown_fields(text: TranslatedText, form: StringsForm) -> list[ShownField]:
    """Three statements, for the memory; none where everything is translated."""
    earlier = earlier_strings(form.strings, form.stored)
    asked = [string.typed for string in missing_strings(form.strings, form.stored)]
    memory = suggestions(asked, text.source.language, text.code, without=text.key)
    shown = [
        _shown(string, form, text.code, earlier.get(string.name), memory.get(string.typed, []))
        for string in form.strings
    ]
    return [
        ShownField(part, block_label(text.source, part) or place_label(text.source, part), list(group))
        for part, group in groupby(shown, key=lambda one: one.string.part)
    ]


def _shown(
    string: SourceString, form: StringsForm, code: str, earlier: EarlierString | None, known: list[Suggestion]
) -> ShownString:
    row = form.stored.get(string)
    bound = form[string.name]
    return ShownString(
        string=string,
        field=bound,
        is_translated=row is not None,
        is_machine=row is not None and row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE,
        notices=notices(string.typed, str(bound.value() or ""), code),
        earlier=earlier,
        suggestions=known if row is None else [],
    )
