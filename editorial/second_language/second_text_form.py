"""The form of a second language: a field for each text that the first language has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.desk_texts.description_field import PlainTypingField
from editorial.desk_texts.description_text import text_of_html
from editorial.second_language.languages import MAIN_FIELDS
from listings.models import FamilyPage
from listings.translated_texts.origins import outdated_names
from regions.languages import direction
from regions.written.clean_forms import CleanTextFormMixin

_NAMES = {"title": _("Name"), "summary": _("In one sentence"), "description": _("Description")}
#: The form's field that says which outdated texts still hold.
HOLDS = "holds"
_TOO_LONG = _("This is too long: write at most %(limit_value)d characters. Now there are %(show_value)d.")


def asked_fields(source: FamilyPage) -> list[str]:
    """Return the names of the texts that are asked: the main ones, and others that the first text has."""
    others = [name for name in source.text_fields if name not in MAIN_FIELDS and getattr(source, name)]
    return [*(name for name in MAIN_FIELDS if name in source.text_fields), *others]


def text_label(page: FamilyPage, name: str) -> str:
    """Return what the form calls a text of a page."""
    return str(_NAMES.get(name) or capfirst(str(page._meta.get_field(name).verbose_name)))


class SecondTextForm(CleanTextFormMixin, forms.Form):
    """``source``: the first text as its writer has it, drafts included. ``stored``: the second one, or None."""

    def __init__(self, data: Any = None, *, source: FamilyPage, stored: FamilyPage | None, code: str) -> None:
        initial = {name: getattr(stored, name) for name in source.text_fields} if stored is not None else {}
        super().__init__(data, initial=initial)
        self.source, self.stored, self.code = source, stored, code
        for name in asked_fields(source):
            self.fields[name] = self._field(name)
            self.fields[name].widget.attrs |= {"lang": code, "dir": direction(code)}
            self.fields[name].widget.attrs.pop("maxlength", None)
        self.outdated = outdated_names(stored, source) if stored is not None else []
        if self.outdated:
            self.fields[HOLDS] = forms.MultipleChoiceField(
                required=False, choices=[(name, name) for name in self.fields]
            )

    def _field(self, name: str) -> forms.Field:
        column = self.source._meta.get_field(name)
        label = text_label(self.source, name)
        if name == "description":
            field = PlainTypingField(label=label)
            field.stored = str(self.initial.get(name) or "")
            return field
        widget = forms.TextInput() if name == "title" else forms.Textarea(attrs={"rows": 2})
        return forms.CharField(
            label=label,
            required=name == "title",
            max_length=column.max_length,
            widget=widget,
            error_messages={"max_length": _TOO_LONG, "required": _("Write the name in this language, too.")},
        )

    def pairs(self) -> Iterator[TextPair]:
        """Yield the fields with the first text beside each."""
        ticked = self[HOLDS].value() or () if self.outdated else ()
        for field in self:
            if field.name != HOLDS:
                first = getattr(self.source, field.name)
                shown = text_of_html(first) if field.name == "description" else first
                yield TextPair(field, shown, field.name in self.outdated, field.name in ticked)

    @property
    def texts(self) -> dict[str, Any]:
        """The texts of the validated form."""
        return {name: value for name, value in self.cleaned_data.items() if name != HOLDS}

    @property
    def holding(self) -> set[str]:
        """Names of outdated texts that still hold, as the writer has ticked."""
        return {*self.cleaned_data.get(HOLDS, ())} & {*self.outdated}

    def says(self, page: FamilyPage) -> bool:
        """Whether the validated form says what the page says already."""
        return not self.holding and all(getattr(page, name) == value for name, value in self.texts.items())


@dataclass(frozen=True)
class TextPair:
    """A field of the second language, and the first text as one types it.

    ``is_outdated``: the first text has changed since this one was made from it; ``holds``: it still says the same.
    """

    field: Any
    first: str
    is_outdated: bool = False
    holds: bool = False


def missing_texts(version: Any, source: Any) -> list[tuple[str, str]]:
    """Return (field, sentence) of what keeps a second text from being sent, compared with the first one.

    Both are pages, or their texts (``latest_texts_of``).
    """
    found = []
    if not version.title.strip():
        found.append(("title", gettext("Write the name in this language, too.")))
    for name in ("description", "summary"):
        first, second = getattr(source, name), getattr(version, name)
        if name == "description" and first and not second:
            found.append((name, gettext("The first language has a description, and this one has none.")))
        elif second and second == first:
            found.append((name, gettext("This is the text of the first language. Write it in this one.")))
    return found
