"""The admin's fields and inputs for dates and times: they read what people write, and keep what they can't read.

Wagtail's picker replaces a text that it doesn't understand with today's date or the current time. Its inputs are made
in many places: forms of pages and snippets, scheduled publishing, filters. Wagtail has no setting for what they read.
Hence ``install`` changes its three input classes themselves; form fields are registered the usual way.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from regions.written.written_dates import NotUnderstood, read_date, write_date
from regions.written.written_times import picker_format, read_datetime, read_time, write_datetime, write_time

#: The picker's format of a date as ``write_date`` writes it.
_PICKER_DATE = "j.n.Y"


class WrittenDateField(forms.DateField):
    """A day, read by ``read_date``; a fault says what to write."""

    widget = AdminDateInput

    def to_python(self, value: Any) -> datetime.date | None:
        return super().to_python(_read(_date_today, value))


class WrittenTimeField(forms.TimeField):
    """A time of day, read by ``read_time``. ``ends``: the time is an end, for which 24:00 is midnight."""

    widget = AdminTimeInput

    def __init__(self, *, ends: bool = False, **kwargs: Any) -> None:
        self.ends = ends
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> datetime.time | None:
        return super().to_python(_read(lambda text: read_time(text, ends=self.ends), value))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | ({"data-written-ends": "true"} if self.ends else {})


class WrittenDateTimeField(forms.DateTimeField):
    """A moment in local time, read by ``read_datetime``."""

    widget = AdminDateTimeInput

    def to_python(self, value: Any) -> datetime.datetime | None:
        return super().to_python(_read(_moment_today, value))


def _date_today(text: str) -> datetime.date:
    return read_date(text, timezone.localdate())


def _moment_today(text: str) -> datetime.datetime:
    return read_datetime(text, timezone.localdate())


def _read(read: Callable[[str], Any], value: Any) -> Any:
    if not isinstance(value, str) or not value.strip():
        return value
    try:
        return read(value)
    except NotUnderstood as fault:
        raise ValidationError(str(fault), code="invalid") from fault


def install() -> None:
    """Register the fields with Wagtail's forms, and let Wagtail's inputs read and write as people do."""
    register_form_field_override(models.DateField, override={"form_class": WrittenDateField, "widget": AdminDateInput})
    register_form_field_override(
        models.DateTimeField, override={"form_class": WrittenDateTimeField, "widget": AdminDateTimeInput}
    )
    register_form_field_override(models.TimeField, override=_time_field)
    _change(AdminDateInput, "date", _date_today, write_date, lambda: {"format": _PICKER_DATE})
    _change(
        AdminTimeInput, "time", read_time, write_time, lambda: dict.fromkeys(("format", "formatTime"), picker_format())
    )
    _change(
        AdminDateTimeInput,
        "datetime",
        _moment_today,
        write_datetime,
        lambda: {"format": f"{_PICKER_DATE} {picker_format()}", "formatTime": picker_format()},
    )


def _time_field(field: Any) -> dict[str, Any]:
    return {"form_class": WrittenTimeField, "widget": AdminTimeInput, "ends": field.name == "end"}


def _change(
    widget_class: Any,
    kind: str,
    read: Callable[[str], Any],
    write: Callable[[Any], str],
    formats: Callable[[], dict[str, str]],
) -> None:
    """Change one of Wagtail's input classes.

    A value of the form that is understood becomes a date or a time here; another text stays as it is, for the field to
    refuse and the form to show again. The picker gets the active language's formats and leaves the text alone.
    """
    original = {name: getattr(widget_class, name) for name in ("get_config", "get_context", "value_from_datadict")}

    def get_config(self: Any) -> dict[str, Any]:
        return original["get_config"](self) | formats() | {"validateOnBlur": False, "scrollInput": False}

    def get_context(self: Any, name: str, value: Any, attrs: Any) -> Any:
        return original["get_context"](self, name, value, {**(attrs or {}), "data-written": kind})

    def format_value(self: Any, value: Any) -> str | None:
        return value if value is None or isinstance(value, str) else write(value)

    def value_from_datadict(self: Any, data: Any, files: Any, name: str) -> Any:
        text = original["value_from_datadict"](self, data, files, name)
        try:
            return read(text) if isinstance(text, str) and text.strip() else text
        except NotUnderstood:
            return text

    for changed in (get_config, get_context, format_value, value_from_datadict):
        setattr(widget_class, changed.__name__, changed)
