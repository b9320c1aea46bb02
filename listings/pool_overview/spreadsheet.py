"""The overview as CSV and XLSX. Column names are stable, because people build their own tables on them.

``regions.excel_csv`` says how texts stay texts in a CSV file. In XLSX every cell is one.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from listings.pool_overview.overview_rows import PoolRow
from regions import excel_csv
from regions.excel_csv import FORMULA_BEGINNINGS

COLUMNS = (
    "id",
    "source_id",
    "title",
    "source_language",
    "languages",
    "organisation_id",
    "organisation",
    "municipality_code",
    "municipality",
    "home_portal",
    "section",
    "status",
    "public",
    "confirmation",
    "confirmed_on",
    "confirm_by",
    "modified",
    "url",
)
_WIDTHS = {"title": 50, "organisation": 32, "municipality": 18, "url": 50}


def values_of(row: PoolRow) -> tuple[str, ...]:
    """Return a row's cells in the order of ``COLUMNS``; dates as ISO 8601, times in Finnish time with their offset."""
    return (
        str(row.id),
        row.source_id,
        row.title,
        row.language,
        " ".join(row.versions),
        str(row.organisation_id),
        row.organisation,
        row.municipality,
        row.municipality_name,
        row.portal,
        row.section,
        row.status,
        "yes" if row.is_live else "no",
        row.confirmation,
        _iso(row.confirmed_on),
        _iso(row.confirm_by),
        _iso(row.modified),
        row.public_url,
    )


def _iso(value: datetime.date | None) -> str:
    if isinstance(value, datetime.datetime):
        return value.replace(microsecond=0).isoformat()
    return value.isoformat() if value else ""


def csv_lines(rows: Iterable[PoolRow]) -> Iterator[str]:
    """Yield the CSV file row by row."""
    return excel_csv.csv_lines(COLUMNS, (values_of(row) for row in rows))


def xlsx_file(rows: Iterable[PoolRow]) -> io.BytesIO:
    """Return a workbook with one sheet; every cell is a text and stays one when it is edited in Excel."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("listings")
    sheet.freeze_panes = "A2"
    for at, name in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(name, 14)
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([_text_cell(sheet, value) for value in values_of(row)])
    file = io.BytesIO()
    workbook.save(file)
    file.seek(0)
    return file


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    if text.startswith(FORMULA_BEGINNINGS):
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell
