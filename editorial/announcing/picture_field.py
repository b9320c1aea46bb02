"""The picture of an activity: sent from a phone, or one that the organisation has sent before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy
from wagtail.images import get_image_model

from editorial.announcing.picture_files import most_bytes
from editorial.announcing.picture_storing import MOST_SHOWN, AnswerForPeople, pictures_of
from listings.enums import PeopleInPicture
from listings.models import OrganisationPicture
from regions.pictures import pictures_by_id

#: The file that is sent with the form, and why it couldn't be stored.
FILE, FAULT = "image_file", "image_fault"


@dataclass(frozen=True)
class ShownPicture:
    key: int
    url: str
    width: int
    height: int
    is_chosen: bool


class PictureInput(forms.Widget):
    """A file to choose, what is chosen, and older pictures of the organisation."""

    use_fieldset = True
    organisation_id: UUID | None = None
    stored_id: int | None = None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        pictures = self._pictures(str(value or ""))
        context = {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "pictures": pictures,
            "is_none": not any(picture.is_chosen for picture in pictures),
            "file_name": FILE,
            "most": most_bytes(),
            "organisation": self.organisation_id,
        }
        return render_to_string("editorial/announcing/picture.html", context)

    def _pictures(self, chosen: str) -> list[ShownPicture]:
        """The chosen picture first, then the newest ones."""
        if self.organisation_id is None:
            return []
        own = pictures_of(self.organisation_id)
        keys = list(own.order_by("-created_at", "-pk").values_list("pk", flat=True)[:MOST_SHOWN])
        key = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 10 else None
        if key is not None and key not in keys and (key == self.stored_id or own.filter(pk=key).exists()):
            keys.insert(0, key)
        shown = pictures_by_id(keys)
        found = [
            ShownPicture(key, shown[key].small_url, shown[key].small_width, shown[key].small_height, str(key) == chosen)
            for key in keys
            if key in shown
        ]
        return sorted(found, key=lambda picture: not picture.is_chosen)


def picture_field() -> Any:
    """Return the field of ``image`` for the form's class."""
    field = forms.ModelChoiceField(
        get_image_model().objects.all(), required=False, label=gettext_lazy("Picture"), empty_label=None
    )
    field.widget = PictureInput()
    field.help_text = gettext_lazy("A photo of what you do helps people to come. You don't need one.")
    return field


def people_field() -> forms.ChoiceField:
    """Return the field of ``image_people``: what is said of the people in the picture."""
    return forms.ChoiceField(
        choices=PeopleInPicture.choices,
        required=False,
        widget=forms.RadioSelect,
        label=gettext_lazy("Are there people in the picture?"),
        help_text=gettext_lazy("Ask them before you send it. For a child, ask its parents."),
    )


class PictureFormMixin:
    """A page's form with ``image`` and ``image_people``. Put it before the form's class."""

    fields: dict[str, Any]
    initial: dict[str, Any]
    cleaned_data: dict[str, Any]
    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(getattr(self.fields.get("image"), "widget", None), PictureInput):
            widget = self.fields["image"].widget
            widget.organisation_id = getattr(self.parent_page, "translation_key", None)  # type: ignore[attr-defined]
            widget.stored_id = self.instance.image_id  # type: ignore[attr-defined]
            if not self.is_bound and widget.stored_id is not None:  # type: ignore[attr-defined]
                self.initial["image_people"] = self.instance.image_people or ""  # type: ignore[attr-defined]

    def choosable(self, name: str, rows: Any) -> Any:
        organisation_id = getattr(self.parent_page, "translation_key", None)  # type: ignore[attr-defined]
        if name == "image" and organisation_id is not None:
            return pictures_of(organisation_id)
        return super().choosable(name, rows)  # type: ignore[misc]

    def clean(self) -> Any:
        fault = str(self.data.get(FAULT) or "")[:300]
        if fault and "image" in self.fields:  # what isn't understood is taken out of the form before it is saved
            self.add_error("image", fault)  # type: ignore[attr-defined]
        image = self.cleaned_data.get("image")
        if not self.cleaned_data.get("image_people"):
            was_asked = image is not None and OrganisationPicture.objects.filter(image=image)
            stored = was_asked.values_list("people", flat=True).first() if was_asked is not False else None
            self.cleaned_data["image_people"] = stored
        return super().clean()  # type: ignore[misc]

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit=commit)  # type: ignore[misc]
        image, people = self.cleaned_data.get("image"), self.cleaned_data.get("image_people")
        organisation_id = getattr(self.parent_page, "translation_key", None)  # type: ignore[attr-defined]
        if image is not None and people and organisation_id is not None:
            AnswerForPeople(image.pk, organisation_id, people).execute()
        return saved
