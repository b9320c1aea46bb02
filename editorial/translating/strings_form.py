"""The form of a translation: one field per string, so that what isn't understood keeps nothing else back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.translation_strings.source_strings import PREFIX, SourceString
from editorial.translation_strings.stored_strings import Place, StoredStrings
from editorial.translation_strings.string_typing import stored_string
from regions.languages import direction
from regions.written.clean_forms import CleanTextFormMixin

#: Characters of one string, where its field sets no limit.
MAX_STRING = 4000
_TOO_LONG = gettext_lazy("This is too long: write at most %(limit_value)d characters. Now there are %(show_value)d.")
#: Names of the buttons that put a suggestion into the field of a string begin with it.
USE = "use-"
#: Characters of a line on the page: how high a field is at first.
_LINE = 48


class StringsForm(CleanTextFormMixin, forms.Form):
    """``stored``: what is translated already. After validation ``changes`` has what differs and is understood."""

    def __init__(
        self, data: Any = None, *, source: Any, strings: list[SourceString], stored: StoredStrings, code: str
    ) -> None:
        rows = {string.name: stored.get(string) for string in strings}
        initial = {string.name: string.typed_of(row.data) for string in strings if (row := rows[string.name])}
        super().__init__(data, initial=initial)
        self.strings, self.stored = strings, stored
        self.changes: dict[Place, str] = {}
        for string in strings:
            self.fields[string.name] = _field(string, source, code)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for string in self.strings:
            if string.name in cleaned and string.name in self.data:
                self._read(string, cleaned[string.name])
        return cleaned

    def _read(self, string: SourceString, typed: str) -> None:
        """What isn't sent, or says what is stored, is no change."""
        before = self.initial.get(string.name, "")
        if typed.strip() == before.strip():
            return
        try:
            self.changes[string.place] = stored_string(typed, string.links, is_rich=string.is_rich)
        except ValidationError as error:
            self.add_error(string.name, error)

    def leftovers(self) -> list[str]:
        """Return what was typed for strings that the original no longer has."""
        if not self.is_bound:
            return []
        return [
            value
            for name, value in _items(self.data)
            if name.startswith(PREFIX) and name not in self.fields and value.strip()
        ]


def with_suggestion(data: Any) -> Any:
    """Return what is sent with the suggestion whose button was pressed in its field; None where none was."""
    pressed = next((name for name in data if name.startswith(USE + PREFIX)), None)
    if pressed is None:
        return None
    filled = data.copy()
    filled[pressed.removeprefix(USE)] = filled.pop(pressed)[-1]
    return filled


def _items(data: Any) -> list[tuple[str, str]]:
    items: Mapping[str, str] = data.dict() if hasattr(data, "dict") else data
    return list(items.items())


def _field(string: SourceString, source: Any, code: str) -> forms.Field:
    rows = max(1, min(12, len(string.typed) // _LINE + 1 + string.typed.count("\n")))
    about = {"aria-describedby": f"id_{string.name}_notices", "data-string": string.name}
    written = {"lang": code, "dir": direction(code), "spellcheck": "true", "autocomplete": "off"}
    widget = forms.Textarea(attrs={"rows": rows, **written, **about})
    field = forms.CharField(
        label=_("Translation"),
        required=False,
        max_length=_limit(string, source),
        widget=widget,
        error_messages={"max_length": _TOO_LONG},
    )
    field.widget.attrs.pop("maxlength", None)
    return field


def _limit(string: SourceString, source: Any) -> int:
    try:
        limit = getattr(source._meta.get_field(string.field), "max_length", None)
    except FieldDoesNotExist:
        limit = None
    return min(limit or string.max_length or MAX_STRING, MAX_STRING)
