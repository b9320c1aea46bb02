"""Wishes as CSV. Column names are stable, because people build their own tables on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editorial.wishes.wish_rows import WishRow
from regions import excel_csv

COLUMNS = ("portal", "words", "filters", "languages", "times", "first_day", "last_day", "new", "url")


def csv_lines(rows: Iterable[WishRow]) -> Iterator[str]:
    """Yield the file row by row; days are ISO 8601."""
    return excel_csv.csv_lines(COLUMNS, (_values(row) for row in rows))


def _values(row: WishRow) -> tuple[str, ...]:
    return (
        row.portal.slug,
        row.words,
        ", ".join(row.filters),
        ", ".join(row.languages),
        str(row.times),
        row.first_day.isoformat(),
        row.last_day.isoformat(),
        "yes" if row.is_new else "no",
        row.search_url,
    )
