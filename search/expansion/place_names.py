"""Names of places without official ones: towns in Russian and Arabic, parts of towns in Swedish.

Official names of municipalities and areas are in the database, all others in ``search/data/place_names.json``.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).resolve().parents[1] / "data" / "place_names.json"

#: Common words that are also used as names of districts. They are never taken for a place.
NOT_A_DISTRICT: Final = frozenset({"keskusta", "centrum", "centre", "center"})

#: Key of a place → language → names, in the spellings that are met.
Names = dict[str, dict[str, list[str]]]


def municipality_names() -> Names:
    """By official code."""
    return _data()["municipalities"]


def district_names() -> Names:
    """By the name that listings use."""
    return _data()["districts"]


@lru_cache(maxsize=1)
def _data() -> dict[str, Names]:
    data: dict[str, Names] = json.loads(_FILE.read_text(encoding="utf-8"))
    return data
