"""Where a row is that a remark is about."""

from __future__ import annotations

from typing import Any

import pytest

from editorial.remarks.said_values import find_row, is_unchanged, name_now
from editorial.text_changes.text_places import TextPlace


def row(day: int, start: str, end: str = "19:00:00") -> dict[str, Any]:
    return {"weekdays": f"[{day}]", "start": start, "end": end}


TUESDAY, WEDNESDAY = row(2, "17:00:00"), row(3, "18:00:00", "20:00:00")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([TUESDAY, WEDNESDAY], 1),
        ([WEDNESDAY, TUESDAY], 0),
        ([TUESDAY], None),
        ([], None),
        ([TUESDAY, row(3, "18:00:00", "21:00:00")], 1),
        ([TUESDAY, row(4, "18:00:00", "21:00:00")], None),
        ([WEDNESDAY, TUESDAY, WEDNESDAY], 0),
        ([TUESDAY, TUESDAY, TUESDAY, WEDNESDAY, WEDNESDAY], 3),
    ],
)
def test_a_row_is_known_again_by_what_it_says(rows: list[dict[str, Any]], found: int | None) -> None:
    assert find_row(WEDNESDAY, rows, 1) == found


def test_a_field_of_a_row_moves_with_it() -> None:
    facts = {"slots": [{**TUESDAY, "pk": 7}, {**row(3, "18:30:00", "20:00:00"), "sort_order": 1}]}
    assert name_now("slots-1-start", WEDNESDAY, facts) == "slots-1-start"
    assert not is_unchanged("slots-1-start", WEDNESDAY, facts)
    assert is_unchanged("slots-1-end", WEDNESDAY, facts)
    assert name_now("slots-0", WEDNESDAY, {"slots": facts["slots"][::-1]}) == "slots-0"
    assert name_now("slots-4", None, facts) is None
    assert name_now("title", "x", {}) == "title"


def test_names_of_places() -> None:
    assert TextPlace.of("slots-12-start") == TextPlace("slots", 12, "start")
    assert TextPlace.of("spoken_languages-0") == TextPlace("spoken_languages", 0)
    assert [TextPlace.of(name).is_row for name in ("slots", "slots-x", "title", "slots-1234")] == [False] * 4
