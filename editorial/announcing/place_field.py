"""Where an activity takes place: one of the places that there are, found by typing, or a new one in the same form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.announcing.place_choices import alike_places, find_places, own_places, same_place
from listings.actions.propose_venue import ProposeVenue
from listings.enums import Mode
from listings.models import Organisation, Venue

#: What stands in ``venue`` for a place that the form describes.
NEW_PLACE = "new"
#: What somebody types to find a place.
TYPED = "place_typed"
#: The fields of a new place, by the names of the model's, and how many characters each has at most.
NEW_FIELDS = {"name": 150, "street": 150, "postal_code": 5, "district": 100}
_NEW_LABELS: dict[str, Any] = {
    "name": gettext_lazy("Name of the place"),
    "street": gettext_lazy("Street address"),
    "postal_code": gettext_lazy("Postal code"),
    "district": gettext_lazy("Part of town"),
}
#: That the new place is none of those that are like it.
IS_OTHER = "new_place_is_other"
_SOMEWHERE = (Mode.IN_PERSON, Mode.HYBRID)


def new_field(name: str) -> str:
    """Return the name in the form of a new place's field."""
    return f"new_place_{name}"


@dataclass(frozen=True)
class ShownPlace:
    """A place as the form shows it: name and address, and what is to be known of it."""

    key: int
    name: str
    address: str
    note: str = ""
    is_chosen: bool = False


def shown_place(venue: Venue, chosen: str = "") -> ShownPlace:
    note = ""
    if venue.address_hidden:
        note = _("the address is hidden")
    elif venue.proposed_by_id is not None:
        note = _("new, still your own")
    parts = (venue.street, venue.postal_code, str(venue.municipality))
    return ShownPlace(venue.pk, venue.name, ", ".join(part for part in parts if part), note, str(venue.pk) == chosen)


class PlaceValue(str):
    """What stands in ``venue``, with what was typed around it."""

    typed: str
    new: dict[str, str]
    is_other: bool

    @classmethod
    def of(cls, data: Any, name: str) -> PlaceValue:
        value = cls(data.get(name) or "")
        value.typed = str(data.get(TYPED) or "")
        value.new = {field: str(data.get(new_field(field)) or "") for field in NEW_FIELDS}
        value.is_other = bool(data.get(IS_OTHER))
        return value

    @property
    def describes_new(self) -> bool:
        return any(text.strip() for text in self.new.values())


class PlaceInput(forms.Widget):
    """Own places and found ones as choices, a field to type into, and the fields of a new place."""

    use_fieldset = True
    organisation_id: UUID | None = None
    municipality = ""
    #: Places that are like the new one, where that has been asked.
    alike: tuple[Venue, ...] = ()
    stored: Venue | None = None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> PlaceValue:
        return PlaceValue.of(data, name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        typed = value if isinstance(value, PlaceValue) else PlaceValue.of({name: value}, name)
        context = {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "places": self._places(typed),
            "is_none": str(typed) == "",
            "is_new": typed == NEW_PLACE,
            "typed": typed.typed,
            "typed_name": TYPED,
            "has_searched": bool(typed.typed.strip()),
            "found": bool(self._found(typed)),
            "new": {field: (new_field(field), typed.new[field], most) for field, most in NEW_FIELDS.items()},
            "is_open": typed == NEW_PLACE or typed.describes_new,
            "alike": [shown_place(venue) for venue in self.alike],
            "is_other_name": IS_OTHER,
            "is_other": typed.is_other,
            "organisation": self.organisation_id,
        }
        return render_to_string("editorial/announcing/place.html", context)

    def _found(self, value: PlaceValue) -> list[Venue]:
        if self.organisation_id is None or not value.typed.strip():
            return []
        return find_places(self.organisation_id, value.typed, self.municipality)

    def _places(self, value: PlaceValue) -> list[ShownPlace]:
        """The chosen place, what was found, and own places; each once."""
        venues = [*self._chosen(value), *self.alike, *self._found(value)]
        if self.organisation_id is not None:
            venues += own_places(self.organisation_id)
        by_key = {venue.pk: venue for venue in reversed(venues)}
        order = dict.fromkeys(venue.pk for venue in venues)
        return [shown_place(by_key[key], str(value)) for key in order]

    def _chosen(self, value: PlaceValue) -> list[Venue]:
        if not value.isascii() or not value.isdecimal() or len(value) > 18 or self.organisation_id is None:
            return []
        if self.stored is not None and str(self.stored.pk) == value:
            return [self.stored]
        offered = Venue.objects.offered_to(self.organisation_id).select_related("municipality")
        return list(offered.filter(pk=int(value)))


class PlaceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The model's field, in which a new place is ``new``."""

    widget = PlaceInput

    def to_python(self, value: Any) -> Any:
        return None if value == NEW_PLACE else super().to_python(str(value) if value else None)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, PlaceValue) else super().prepare_value(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        if data == NEW_PLACE or getattr(data, "describes_new", False):
            return True
        return bool(super().has_changed(initial, str(data or "")))


class PlaceFormMixin:
    """A page's form with ``venue`` by typing. The town is that of the place. Put it before the form's class."""

    fields: dict[str, Any]
    initial: dict[str, Any]
    cleaned_data: dict[str, Any]
    data: Any
    _new_place: Venue | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.fields.get("venue"), PlaceField):
            field = self.fields["venue"]
            field.queryset = field.queryset.select_related("municipality")
            widget = field.widget
            widget.organisation_id = self._organisation_id
            widget.stored = getattr(self.instance, "venue", None)  # type: ignore[attr-defined]
            town = self.data.get("municipality") if self.is_bound else self.initial.get("municipality")  # type: ignore[attr-defined]
            widget.municipality = str(getattr(town, "pk", town) or "")

    @cached_property
    def _organisation_id(self) -> UUID | None:
        parent = getattr(self, "parent_page", None)
        key: UUID | None = getattr(parent, "translation_key", None)
        return key

    def choosable(self, name: str, rows: Any) -> Any:
        if name == "venue" and self._organisation_id is not None:
            return Venue.objects.offered_to(self._organisation_id)
        return super().choosable(name, rows)  # type: ignore[misc]

    def clean(self) -> Any:
        if "venue" in self.cleaned_data and isinstance(self.fields.get("venue"), PlaceField):
            self._clean_place(PlaceValue.of(self.data, "venue"))
        return super().clean()  # type: ignore[misc]

    def _clean_place(self, value: PlaceValue) -> None:
        if self.cleaned_data.get("mode") not in _SOMEWHERE:
            return
        venue = self.cleaned_data["venue"]
        if value == NEW_PLACE or (venue is None and value.new["name"].strip()):
            self._take_new_place(value)
        elif value.describes_new:
            self._place_fault(
                _("You described a new place, but another one is chosen. Choose “A new place”, or empty its fields.")
            )
        if venue is not None:
            self.cleaned_data["municipality"] = venue.municipality

    def _take_new_place(self, value: PlaceValue) -> None:
        """Check the place that the form describes; what is there already is taken instead."""
        town = self.cleaned_data.get("municipality")
        if town is None:
            if "municipality" in self.cleaned_data and "municipality" in self.fields:
                self.add_error("municipality", _("Say in which town the new place is."))  # type: ignore[attr-defined]
            return
        new = Venue(municipality=town, **{name: " ".join(text.split()) for name, text in value.new.items()})
        try:
            new.clean_fields(exclude=["portal", "proposed_by"])
        except ValidationError as error:
            self._place_fault(" ".join(f"{_NEW_LABELS[name]}: {text}" for name, text in _first_texts(error)))
            return
        there = same_place(self._organisation_id, new) if self._organisation_id else None
        if there is not None:
            self.cleaned_data["venue"] = there
        elif not value.is_other and (alike := self._alike(new)):
            self.fields["venue"].widget.alike = alike
            self._place_fault(
                _("Is it one of these? Choose it. If yours is another place, tick “It is another place”.")
            )
        else:
            self._new_place = new

    def _alike(self, new: Venue) -> tuple[Venue, ...]:
        return tuple(alike_places(self._organisation_id, new)) if self._organisation_id else ()

    def _place_fault(self, text: str) -> None:
        if "venue" in self.fields:  # what isn't understood is taken out of the form before it is saved
            self.add_error("venue", text)  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> Any:
        if self._new_place is not None:
            organisation = Organisation.objects.get(pk=self.parent_page.translation_key)  # type: ignore[attr-defined]
            self.instance.venue = ProposeVenue(self._new_place, organisation).execute()  # type: ignore[attr-defined]
        return super().save(commit=commit)  # type: ignore[misc]


def _first_texts(error: ValidationError) -> list[tuple[str, str]]:
    return [(name, str(texts[0])) for name, texts in error.message_dict.items()]


def place_field() -> PlaceField:
    """Return the field of ``venue`` for the form's class. It asks nothing before it is shown."""
    return PlaceField(Venue.objects.all(), required=False, label=gettext_lazy("At which place?"), empty_label=None)
