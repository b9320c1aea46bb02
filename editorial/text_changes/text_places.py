"""Places of a text: fields, rows and fields in rows, by the names that the desk's forms give them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_IN_ROWS = re.compile(r"(?P<kind>[a-z_]+)-(?P<number>[0-9]{1,3})(?:-(?P<field>[a-z_]+))?")


@dataclass(frozen=True)
class TextPlace:
    """``name`` is a field or a kind of rows; ``number`` (from 0) and ``field`` are those of a row."""

    name: str
    number: int | None = None
    field: str = ""

    @classmethod
    def of(cls, name: str) -> TextPlace:
        found = _IN_ROWS.fullmatch(name)
        return cls(found["kind"], int(found["number"]), found["field"] or "") if found else cls(name)

    @property
    def is_row(self) -> bool:
        """Whether it is a row, or a field in one."""
        return self.number is not None
