"""Measuring the search on a generated pool: every kind of question, memory, loading and writing, in one table."""

from __future__ import annotations

from dataclasses import asdict
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from benchmarks import engines, measure, rebuilding
from benchmarks.search_table import search_table
from search.models import ListingDocument

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_search_is_measured_and_told_in_one_table(
    open_portals: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ROOT_URLCONF = "benchmarks.urls"
    call_command("generate_pool", "--seed", "7", "--activities", "40", stdout=StringIO(), stderr=StringIO())
    monkeypatch.setattr(measure, "_WARM_UP", 1)
    monkeypatch.setattr(rebuilding, "WARM_UP", 10)
    before = list(ListingDocument.objects.order_by("pk").values_list("pk", "sequence", "texts", "facts"))
    of_size: dict[str, Any] = {
        "sizes": [asdict(row) for row in measure.measure(2)],
        "engines": asdict(engines.measure(2)),
        "rebuilding": asdict(rebuilding.measure(1)),
    }
    assert list(ListingDocument.objects.order_by("pk").values_list("pk", "sequence", "texts", "facts")) == before
    assert 0 < of_size["rebuilding"]["documents"] == len(before) - 10
    table = search_table({name: {40: measured} for name, measured in of_size.items()} | {"seconds_to_make": {40: 3}})
    rows = {cells[1].strip(): cells[2].strip() for line in table.splitlines() if len(cells := line.split("|")) > 3}
    asked = {name.partition(":")[0] for name in rows if "p50" in name}
    assert asked == {"words", "words with a filter", "filters", "browsing", "a week", "typing ahead"}
    statements = {name: int(cell.split(" · ")[2]) for name, cell in rows.items() if "p50" in name}
    assert max(statements.values()) <= 8, statements
    assert rows["pool made in seconds"] == "3"
