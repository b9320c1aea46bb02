"""Which fields and rows the desk's form has, with inputs that need no script. What it lacks keeps what it had."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList

from editorial.announcing.announcement_form import AnnouncementForm
from editorial.announcing.kept_rows import with_kept_rows
from listings.forms import LanguageSelect
from listings.models import ActivityPage
from regions.written.plain_inputs import PlainDateInput, PlainTimeInput


def _field(name: str, widget: Any = None) -> FieldPanel:
    """Return a panel whose field may be empty in what is saved unfinished."""
    return FieldPanel(name, widget=widget, required_on_save=False)


def _row_field(name: str, widget: Any) -> FieldPanel:
    """Return a panel of a field that makes its row: a row without it is a fault, also in what is saved unfinished."""
    return FieldPanel(name, widget=widget, required_on_save=True)


def _text(name: str, rows: int = 0) -> FieldPanel:
    return _field(name, forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput)


ANNOUNCEMENT_PANELS = [
    FieldPanel("written_in", widget=forms.Select),
    _text("title"),
    _text("summary", 2),
    _text("description", 8),
    _field("section", forms.RadioSelect),
    _field("format", forms.RadioSelect),
    _field("themes", forms.CheckboxSelectMultiple),
    _field("target_groups", forms.CheckboxSelectMultiple),
    _text("audience"),
    _field("age_from", forms.TextInput(attrs={"inputmode": "numeric"})),
    _field("age_to", forms.TextInput(attrs={"inputmode": "numeric"})),
    _field("required_level", forms.RadioSelect),
    _field("level_language", LanguageSelect),
    InlinePanel(
        "spoken_languages",
        [_row_field("language", LanguageSelect), _field("role", forms.Select)],
        label=_("language"),
    ),
    _field("childcare", forms.CheckboxInput),
    _field("children_welcome", forms.CheckboxInput),
    _field("schedule_kind", forms.RadioSelect),
    InlinePanel(
        "slots",
        [
            _field("weekdays", forms.CheckboxSelectMultiple),
            _field("start", PlainTimeInput),
            _field("end", PlainTimeInput),
        ],
        label=_("time"),
    ),
    _field("season_start", PlainDateInput),
    _field("season_end", PlainDateInput),
    InlinePanel(
        "dates",
        [_row_field("date", PlainDateInput), _field("start", PlainTimeInput), _field("end", PlainTimeInput)],
        label=_("date"),
    ),
    _field("schedule_interval", forms.TextInput(attrs={"inputmode": "numeric"})),
    _field("weeks_of_month", forms.CheckboxSelectMultiple),
    _field("skip_public_holidays", forms.CheckboxInput),
    InlinePanel(
        "exceptions",
        [_row_field("first", PlainDateInput), _field("last", PlainDateInput), _text("reason")],
        label=_("break"),
    ),
    _text("schedule_details"),
    _field("valid_until", PlainDateInput),
    _field("mode", forms.RadioSelect),
    _field("municipality", forms.Select),
    _field("venue", forms.HiddenInput),
    _text("floor"),
    _text("district"),
    _text("place_details"),
    _field("online_url", forms.URLInput),
    _field("accessibility", forms.CheckboxSelectMultiple),
    _text("accessibility_details"),
    _field("sensitive", forms.CheckboxInput),
    _field("address_hidden", forms.CheckboxInput),
    _field("price_type", forms.RadioSelect),
    _field("price_eur", forms.TextInput(attrs={"inputmode": "decimal"})),
    _text("price_details"),
    _field("sign_up_type", forms.RadioSelect),
    _field("sign_up_deadline", PlainDateInput),
    _field("seats", forms.TextInput(attrs={"inputmode": "numeric"})),
    _field("sign_up_url", forms.URLInput),
    _field("sign_up_email", forms.EmailInput),
    _field("sign_up_phone", forms.TextInput(attrs={"inputmode": "tel"})),
    _text("sign_up_details"),
    InlinePanel(
        "contacts",
        [
            _field("role", forms.Select),
            _text("name"),
            _field("phone", forms.TextInput(attrs={"inputmode": "tel"})),
            _field("email", forms.EmailInput),
            _field("consent_on", PlainDateInput),
            _field("keep_until", PlainDateInput),
        ],
        label=_("contact"),
    ),
    _field("co_organisers"),
    _field("image"),
    _text("image_alt"),
    _field("image_decorative", forms.CheckboxInput),
]


@cache
def announcement_form_class() -> type[AnnouncementForm]:
    """Return the form of an activity at the desk. Made at its first use, when all models are there."""
    handler = ObjectList(ANNOUNCEMENT_PANELS, base_form_class=AnnouncementForm).bind_to_model(ActivityPage)
    form_class: type[AnnouncementForm] = with_kept_rows(handler.get_form_class())
    return form_class
