"""The field in which a description is typed plainly. What is stored is HTML, as the admin's editor stores it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from editorial.desk_texts.description_text import html_of_text, text_of_html
from regions.rich_text_links import linked_page_ids
from regions.written.clean_text import clean_text

#: Characters that somebody types into one description; what is stored already may be longer.
MAX_TYPED = 20_000


class TypedText(str):
    """What stands in the field, apart from HTML that is stored."""

    __slots__ = ()


class PlainTypingInput(forms.Textarea):
    """A text area with buttons above it that insert the signs; the page's script shows them."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        area = super().render(name, value, attrs, renderer)
        field_id = (attrs or {}).get("id", f"id_{name}")
        return render_to_string("editorial/desk_texts/plain_typing.html", {"area": area, "id": field_id})

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> Any:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        signs = f"{attrs.get('id', '')}_signs"
        described = attrs.get("aria-describedby", "")
        return {**attrs, "aria-describedby": f"{described} {signs}".strip(), "data-typing": ""}


class PlainTypingField(forms.CharField):
    """``stored`` is the HTML that the form was made from: it is kept byte for byte while nobody changes the text."""

    widget = PlainTypingInput(attrs={"rows": 10})
    stored = ""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("description"))
        super().__init__(strip=False, required=False, **options)

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, TypedText) else text_of_html(str(value or ""))

    def bound_data(self, data: Any, initial: Any) -> Any:
        return TypedText(data or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not _same(text_of_html(str(initial or "")), str(data or ""))

    def to_python(self, value: Any) -> str:
        typed = str(super().to_python(value) or "")
        if len(typed) > MAX_TYPED and not _same(typed, text_of_html(self.stored)):
            raise forms.ValidationError(
                _("This is too long: at most %(most)s characters. Leave out what can be told later, or link to it."),
                code="too_long",
                params={"most": MAX_TYPED},
            )
        if _same(typed, text_of_html(self.stored)):
            return self.stored
        return html_of_text(typed, linked_page_ids([self.stored]))


def _same(first: str, second: str) -> bool:
    return _as_sent(first) == _as_sent(second)


def _as_sent(text: str) -> str:
    return clean_text(text, lines=True).strip()


class DescriptionFormMixin:
    """A page's form whose description is typed plainly. Put it before the form's class, and declare the field."""

    fields: dict[str, Any]
    initial: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.fields.get("description"), PlainTypingField):
            self.fields["description"].stored = str(self.initial.get("description") or "")
