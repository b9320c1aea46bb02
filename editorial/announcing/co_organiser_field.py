"""With whom an activity is organised: public organisations, found by their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext, gettext_lazy

from listings.models import Organisation
from regions.written.clean_text import clean_text
from search.alike_names import alike_organisations

#: What somebody types to find an organisation.
TYPED = "co_organiser_typed"
#: Organisations that are found, and that one activity has beside its own; characters that are read.
MOST_FOUND, MOST_CHOSEN, MAX_TYPED = 8, 20, 200


@dataclass(frozen=True)
class ShownOrganisation:
    key: str
    name: str
    language: str = ""
    is_chosen: bool = False


def find_organisations(typed: str, organisation_id: UUID | None) -> list[ShownOrganisation]:
    """Return public organisations with alike names, apart from one's own. One query."""
    words = " ".join(clean_text(typed[: 4 * MAX_TYPED]).split())[:MAX_TYPED]
    if len(words) < 2:
        return []
    shown = []
    for one in alike_organisations(words, MOST_FOUND + 1):
        if one.id != organisation_id:
            name, language = one.name_in(get_language() or "fi")
            shown.append(ShownOrganisation(str(one.id), name, language))
    return shown[:MOST_FOUND]


class CoOrganiserValue(list[str]):
    """The keys that are chosen, with what was typed to find others."""

    typed = ""


class CoOrganiserInput(forms.Widget):
    """Chosen organisations as ticks, found ones beside them, and a field to find others."""

    use_fieldset = True
    organisation_id: UUID | None = None
    queryset: Any = None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> CoOrganiserValue:
        sent = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        value = CoOrganiserValue(one for one in sent if one)
        value.typed = str(data.get(TYPED) or "")
        return value

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        typed = getattr(value, "typed", "")
        chosen = self._chosen(value or [])
        found = find_organisations(typed, self.organisation_id) if typed else []
        taken = {one.key for one in chosen}
        context = {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "organisations": [*chosen, *(one for one in found if one.key not in taken)],
            "typed": typed,
            "typed_name": TYPED,
            "has_searched": bool(typed.strip()),
            "found": bool(found),
            "organisation": self.organisation_id,
        }
        return render_to_string("editorial/announcing/co_organisers.html", context)

    def _chosen(self, value: Any) -> list[ShownOrganisation]:
        keys = {str(getattr(one, "pk", one)) for one in list(value)[: 2 * MOST_CHOSEN]}
        valid = [key for key in keys if _is_key(key)]
        if not valid or self.queryset is None:
            return []
        return [ShownOrganisation(str(one.pk), str(one), is_chosen=True) for one in self.queryset.filter(pk__in=valid)]


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


class CoOrganiserField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = CoOrganiserInput

    def clean(self, value: Any) -> Any:
        if isinstance(value, list | tuple) and len(value) > MOST_CHOSEN:
            raise ValidationError(gettext("Choose at most %(most)s organisations.") % {"most": MOST_CHOSEN})
        return super().clean(list(value) if isinstance(value, CoOrganiserValue) else value)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, CoOrganiserValue) else super().prepare_value(value)


def co_organiser_field() -> CoOrganiserField:
    """Return the field of ``co_organisers`` for the form's class."""
    return CoOrganiserField(
        Organisation.objects.all(),
        required=False,
        label=gettext_lazy("With whom do you organise it?"),
        help_text=gettext_lazy("Other organisations that do this together with you."),
    )


class CoOrganiserFormMixin:
    """A page's form with ``co_organisers`` by typing. Put it before the form's class."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.fields.get("co_organisers"), CoOrganiserField):
            widget = self.fields["co_organisers"].widget
            widget.organisation_id = getattr(self.parent_page, "translation_key", None)  # type: ignore[attr-defined]
            widget.queryset = self.fields["co_organisers"].queryset

    def choosable(self, name: str, rows: Any) -> Any:
        allowed = super().choosable(name, rows)  # type: ignore[misc]
        if name == "co_organisers" and allowed is not None:
            return allowed.exclude(pk=getattr(self.parent_page, "translation_key", None))  # type: ignore[attr-defined]
        return allowed
