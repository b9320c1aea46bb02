"""A second invented pool with judged queries (``data/second_pool.json``), which the search wasn't made with.

Its documents are written straight into the read model: that takes seconds, loading pages takes a minute.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from regions.models import Municipality, Portal
from tests.search.documents import make_document

SECOND_POOL = Path(__file__).resolve().parent / "data" / "second_pool.json"


def load_second_pool(portal: Portal) -> None:
    """Show the pool's activities on a portal, and nothing else of it."""
    towns = dict(Municipality.objects.values_list("code", "name_fi"))
    entries: list[dict[str, Any]] = json.loads(SECOND_POOL.read_text(encoding="utf-8"))["listings"]
    for entry in entries:
        town, district = entry["municipality"], entry.get("district", "")
        make_document(
            portal,
            {language: title for language, (title, _description) in entry["texts"].items()},
            *entry["codes"],
            f"municipality:{town}",
            *([f"district:{district}"] if district else []),
            description={language: description for language, (_title, description) in entry["texts"].items()},
            names=(towns[town], district),
            source_id=entry["id"],
            municipality=town,
        )
