"""The CSV files of Wagtail's reports, which national administrators save: in the form that Excel opens here.

Wagtail's own have commas, no byte order mark, and formulas as their writers typed them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from regions.excel_csv import csv_lines


def stream_csv(view: Any, queryset: Any) -> Iterator[str]:
    """In place of the method of ``SpreadsheetExportMixin``."""
    heading = [view.get_heading(queryset, field) for field in view.list_export]
    return csv_lines(heading, (_texts(view, item) for item in queryset))


def _texts(view: Any, item: Any) -> Iterator[str]:
    for field, value in view.to_row_dict(item).items():
        text = view.preprocess_field_value(field, value, view.FORMAT_CSV)
        yield "" if text is None else str(text)


def connect() -> None:
    SpreadsheetExportMixin.stream_csv = stream_csv
