"""The rows of a form as they are sent: which there are, which are empty, and adding one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

#: By kind of rows: the fields that make a row. Others, such as a role, have an answer from the start.
CONTENT = {
    "spoken_languages": ("language",),
    "slots": ("weekdays", "start", "end"),
    "dates": ("date", "start", "end"),
    "exceptions": ("first", "last", "reason"),
    "contacts": ("name", "phone", "email", "consent_on", "keep_until"),
}
#: What a field of a row holds that nobody has touched.
UNTOUCHED = {("spoken_languages", "role"): "main", ("contacts", "role"): "office"}
#: Rows of one kind that a form may have; the rules of an announcement allow fewer of some.
MAX_ROWS = 400
#: Name of the submit button that adds a row; its value is the kind.
ADD_ROW = "add_row"

_NUMBERED = re.compile(r"(?P<kind>[a-z_]+)-(?P<number>\d{1,4})-(?P<field>[A-Za-z_]+)")


@dataclass(frozen=True)
class TypedRow:
    """One row of a form; ``number`` counts from 0."""

    kind: str
    number: int
    data: QueryDict

    def key(self, field: str) -> str:
        return f"{self.kind}-{self.number}-{field}"

    def text(self, field: str) -> str:
        return str(self.data.get(self.key(field)) or "").strip()

    def filled(self) -> list[str]:
        """The fields that make it a row and have something in them."""
        return [
            field for field in CONTENT[self.kind] if any(value.strip() for value in self.data.getlist(self.key(field)))
        ]

    @property
    def is_removed(self) -> bool:
        return self.key("DELETE") in self.data

    @property
    def is_stored(self) -> bool:
        """Whether the page had it when the form was made; rows of a draft have no id yet."""
        return bool(self.text("id")) or self.number < _count(self.data, self.kind, "INITIAL_FORMS")


def typed_rows(data: QueryDict, kind: str) -> list[TypedRow]:
    """Return the rows of a kind in the order of their numbers, as many as the form says that it has."""
    total = row_count(data, kind)
    numbers = {int(found["number"]) for found in _names(data) if found["kind"] == kind}
    return [TypedRow(kind, number, data) for number in sorted(numbers) if number < total]


def _names(data: QueryDict) -> Iterator[re.Match[str]]:
    return (found for name in data if (found := _NUMBERED.fullmatch(name)))


def row_count(data: QueryDict, kind: str) -> int:
    """Return how many rows of a kind the form has, empty ones included; 0 where it doesn't say."""
    return _count(data, kind, "TOTAL_FORMS")


def _count(data: QueryDict, kind: str, name: str) -> int:
    said = str(data.get(f"{kind}-{name}") or "")
    return min(int(said), MAX_ROWS) if said.isascii() and said.isdigit() and len(said) < 6 else 0


def mend_ids(data: QueryDict) -> None:
    """Give each stored row of ``data``, which must be mutable, an id that can be read; a forged one is none."""
    for kind in CONTENT:
        for number in range(_count(data, kind, "INITIAL_FORMS")):
            name = f"{kind}-{number}-id"
            said = str(data.get(name) or "")
            data[name] = said if said.isascii() and said.isdigit() and len(said) < 19 else ""


def empty_row(row: TypedRow) -> None:
    """Empty a row of ``row.data``, which must be mutable: a stored row is removed, another is as if untouched."""
    if row.is_stored:
        row.data[row.key("DELETE")] = "on"
        return
    prefix = row.key("")
    for name in [name for name in row.data if name.startswith(prefix) and name != row.key("id")]:
        del row.data[name]
    for (kind, field), value in UNTOUCHED.items():
        if kind == row.kind:
            row.data[row.key(field)] = value


def added_row(data: QueryDict) -> tuple[Any, str]:
    """Return the form with one row more of the kind whose button was pressed, and the kind; (None, "") without one."""
    kind = str(data.get(ADD_ROW) or "")
    if kind not in CONTENT:
        return None, ""
    longer = data.copy()
    del longer[ADD_ROW]
    longer[f"{kind}-TOTAL_FORMS"] = str(min(row_count(data, kind) + 1, MAX_ROWS))
    return longer, kind
