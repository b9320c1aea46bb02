"""Places of a text: fields, rows and fields in rows, by the names that the desk's forms give them."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: ``description.0123456789abcdef``: a string of a translation, by a digest of what the original says there.
_IN_STRINGS = re.compile(r"(?P<field>[a-z_][A-Za-z0-9_.-]{0,80})\.(?P<string>[0-9a-f]{16})")
_IN_ROWS = re.compile(r"(?P<kind>[a-z_]+)-(?P<number>[0-9]{1,3})(?:-(?P<field>[a-z_]+))?")


@dataclass(frozen=True)
class TextPlace:
    """``name`` is a field or a kind of rows; ``number`` (from 0) and ``field`` are those of a row.

    ``string``: the digest of a string in the field ``name`` of a translation.
    """

    name: str
    number: int | None = None
    field: str = ""
    string: str = ""

    @classmethod
    def of(cls, name: str) -> TextPlace:
        string = _IN_STRINGS.fullmatch(name)
        if string is not None:
            return cls(string["field"], string=string["string"])
        found = _IN_ROWS.fullmatch(name)
        return cls(found["kind"], int(found["number"]), found["field"] or "") if found else cls(name)

    @staticmethod
    def name_of_string(field: str, digest: str) -> str:
        return f"{field}.{digest}"

    @property
    def is_row(self) -> bool:
        """Whether it is a row, or a field in one."""
        return self.number is not None
