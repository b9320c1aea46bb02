"""The form of an organisation at the desk: the page's own form without what only coordinators say."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from editorial.announcing.picture_files import ready_picture
from editorial.announcing.picture_storing import MOST_A_DAY
from editorial.desk.field_faults import word_faults
from editorial.desk_texts.description_field import DescriptionFormMixin, PlainTypingField
from listings.models import OrganisationPage
from listings.organisation_form import OrganisationPageForm

#: Fields of the page that the form writes by itself, in the order in which it asks.
PAGE_FIELDS = (
    "written_in",
    "title",
    "organisation_type",
    "municipality",
    "summary",
    "description",
    "email",
    "phone",
    "website",
)
_COMPARED = ("title", "organisation_type_id", "municipality_id", "summary", "email", "phone", "website")
_LABELS = {
    "title": _("Name"),
    "organisation_type": _("What kind of organisation is it?"),
    "municipality": _("Where does it work?"),
    "summary": _("In one sentence"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "website": _("Website"),
}
_HELP: dict[str, Any] = {
    "title": "",
    "municipality": _("Choose its own municipality, or the whole country."),
    "summary": _("For example: We meet, talk Finnish and cook together."),
    "email": _("Everybody sees it on your page."),
    "phone": _("Everybody sees it on your page. For example: 040 123 4567, on weekdays 9–15"),
    "website": _("For example: www.example.fi"),
    "logo": _("A picture file, for example PNG or JPEG."),
}

_NO_PICTURE = _(
    "This file can't be read as a picture. Open it in a picture program, save it as JPEG or PNG and try again."
)
#: Wagtail's own words for these faults lack most of the languages that people write in.
_LOGO_FAULTS: dict[str, Any] = {
    "invalid_image": _NO_PICTURE,
    "invalid_image_extension": _NO_PICTURE,
    "invalid_image_known_format": _NO_PICTURE,
    "file_too_large": _("This picture is too big. Choose a smaller one."),
}


class OwnOrganisationForm(DescriptionFormMixin, OrganisationPageForm):
    """Has the fields of ``PAGE_FIELDS``, and the logo as a file. ``for_user`` is the writer."""

    description = PlainTypingField(label=_("What does it do?"))
    logo = forms.FileField(label=_("Logo"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))
    remove_logo = forms.BooleanField(label=_("Take the logo off"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("business_id", None)
        for name, label in _LABELS.items():
            self.fields[name].label = label
        for name, words in _HELP.items():
            self.fields[name].help_text = words
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted, unseen
            word_faults(field)
        for name in ("email", "phone", "website"):
            self.fields[name].widget.attrs["dir"] = "ltr"
        self.fields["website"].assume_scheme = "https"
        self.fields["logo"].error_messages.update(_LOGO_FAULTS)
        self.fields["municipality"].empty_label = _("The whole country")
        self.fields["organisation_type"].empty_label = _("Choose one")
        if self.instance.logo_id is None:
            del self.fields["remove_logo"]

    def clean_logo(self) -> Any:
        """Return what is stored of the file: upright, of a sensible size, without metadata."""
        upload = self.cleaned_data["logo"]
        return ready_picture(upload) if upload else upload

    def clean(self) -> Any:
        cleaned = super().clean()
        upload = self.cleaned_data.get("logo")
        if upload is not None and self._sent_before(upload) is None and self._has_sent_many():
            self.add_error("logo", gettext("Your organisation has sent many pictures today. Try again tomorrow."))
        return cleaned

    def _has_sent_many(self) -> bool:
        """Whether the person has stored as many pictures within a day as an organisation may."""
        since = timezone.now() - datetime.timedelta(days=1)
        sent = get_image_model().objects.filter(uploaded_by_user=self.for_user, created_at__gte=since)
        return bool(sent.count() >= MOST_A_DAY)

    def has_words_of(self, page: OrganisationPage) -> bool:
        """Whether the validated form says what the page says already, so that saving it would change nothing."""
        if self.cleaned_data.get("description") != page.description:
            return False
        if any(getattr(self.instance, name) != getattr(page, name) for name in _COMPARED):
            return False
        upload = self.cleaned_data.get("logo")
        if upload is not None:
            return page.logo is not None and page.logo.file_hash == _hash_of(upload)
        return not (self.cleaned_data.get("remove_logo") and page.logo_id)

    def save(self, commit: bool = True) -> Any:
        upload = self.cleaned_data.get("logo")
        if upload is not None:
            self.instance.logo = self._picture(upload)
        elif self.cleaned_data.get("remove_logo"):
            self.instance.logo = None
        return super().save(commit=commit)

    def _picture(self, upload: Any) -> Any:
        """Return the picture of a file, the same one where the person has sent the file before."""
        known = self._sent_before(upload)
        if known is not None:
            return known
        facts = {"title": str(self.instance.title)[:200], "file_size": upload.size, "file_hash": _hash_of(upload)}
        return get_image_model().objects.create(file=upload, **facts, **self._owner)

    @property
    def _owner(self) -> dict[str, Any]:
        return {"uploaded_by_user": self.for_user, "collection": self.instance.record.home_portal.collection}

    def _sent_before(self, upload: Any) -> Any:
        rows = get_image_model().objects.filter(**self._owner, file_hash=_hash_of(upload))
        return rows.order_by("pk").first()


def _hash_of(upload: File[Any]) -> str:
    return str(hash_filelike(upload))


def _field(name: str, widget: Any) -> FieldPanel:
    """Return a panel whose field may be empty in what is saved unfinished."""
    return FieldPanel(name, widget=widget, required_on_save=False)


PANELS = [
    FieldPanel("written_in", widget=forms.Select),
    FieldPanel("title", widget=forms.TextInput, required_on_save=True),
    _field("organisation_type", forms.Select),
    _field("municipality", forms.Select),
    _field("summary", forms.Textarea(attrs={"rows": 2})),
    _field("description", None),
    _field("email", forms.EmailInput(attrs={"autocomplete": "off"})),
    _field("phone", forms.TextInput(attrs={"inputmode": "tel"})),
    _field("website", forms.TextInput(attrs={"inputmode": "url"})),
]


@cache
def own_organisation_form_class() -> type[OwnOrganisationForm]:
    """Return the form of an organisation at the desk. Made at its first use, when all models are there."""
    handler = ObjectList(PANELS, base_form_class=OwnOrganisationForm).bind_to_model(OrganisationPage)
    form_class: type[OwnOrganisationForm] = handler.get_form_class()
    return form_class
