"""Inputs for dates and times on portals' pages: text as people write it, shown back in the reader's way.

The admin's inputs (``written_inputs``) need Wagtail's script.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone

from regions.written.written_dates import NotUnderstood, read_date, write_date
from regions.written.written_times import read_time, write_time


class PlainDateInput(forms.TextInput):
    """Shows a day as ``write_date`` writes it, and what isn't understood as it was typed."""

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, str) and value.strip():
            value = _read_or_typed(lambda text: read_date(text, timezone.localdate()), value)
        return write_date(value) if isinstance(value, datetime.date) else super().format_value(value)


class PlainTimeInput(forms.TextInput):
    """Shows a time of day as ``write_time`` writes it, and what isn't understood as it was typed."""

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, str) and value.strip():
            value = _read_or_typed(read_time, value)
        return write_time(value) if isinstance(value, datetime.time) else super().format_value(value)


def _read_or_typed(read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text)
    except NotUnderstood:
        return text
