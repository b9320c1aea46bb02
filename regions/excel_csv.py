"""CSV files that Excel opens by a double click where the decimal sign is a comma, as in Finland.

Semicolons stand between the values, a byte order mark at the beginning. A text that a spreadsheet could read as a
formula stays a text: organisations write the titles, and coordinators open the file (OWASP, "CSV injection"). A code
that it would read as a number or a day, such as 049, stays a text, too.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

DELIMITER = ";"
#: With it Excel reads UTF-8 as such.
BYTE_ORDER_MARK = "\ufeff"
#: First characters of a formula in a spreadsheet, with their full-width forms.
FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: What Excel changes: leading zeros, digits after the fifteenth, powers of ten, and days such as 3-4 or 3.4.
_CHANGED_BY_EXCEL = re.compile(
    r"0[0-9]+|[0-9]{12,}|[0-9]+([.,][0-9]+)?[eE][0-9]+|[0-9]{1,2}[./-][0-9]{1,2}([./-][0-9]{0,4})?"
)


def escape_formula(text: str) -> str:
    """Return the text, with an apostrophe before it where a spreadsheet would calculate it."""
    return f"'{text}" if text.startswith(FORMULA_BEGINNINGS) or text.lstrip().startswith(FORMULA_BEGINNINGS) else text


def cell(text: str) -> str:
    """Return what is written for a text: as it is, if Excel leaves it alone.

    >>> cell("049"), cell("Espoo"), cell("=1+1")
    ('="049"', 'Espoo', "'=1+1")
    """
    return f'="{text}"' if _CHANGED_BY_EXCEL.fullmatch(text) else escape_formula(text)


def csv_lines(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the file row by row."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter=DELIMITER)
    writer.writerow(heading)
    yield BYTE_ORDER_MARK + line.getvalue()
    for row in rows:
        line.seek(0)
        line.truncate()
        writer.writerow([cell(value) for value in row])
        yield line.getvalue()
