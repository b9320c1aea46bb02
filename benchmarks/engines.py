"""Measuring the search alone, and what its columns in the process cost.

``python -m benchmarks.engines`` with ``DATABASE_URL`` prints one JSON object. The national portal is asked for pages
of twenty with all facets, and for what a few letters begin.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import django

if TYPE_CHECKING:
    from search.engines.base import SearchEngine

#: Questions by name: parameters as in addresses; a number of days stands for that day from today.
QUESTIONS: Final[dict[str, dict[str, Any]]] = {
    "browsing": {},
    "two filters": {"theme": "language", "price": "free"},
    "weekday and time": {"weekday": "2", "time_from": "16:00"},
    "a week": {"from": 0, "to": 7},
    "by title": {"sort": "title"},
    "kielikahvila": {"q": "kielikahvila"},
    "läksyapu espoossa tiistaina": {"q": "läksyapu espoossa tiistaina"},
    "long": {"q": "haluaisin löytää ilmaisen suomen kielen keskusteluryhmän aloittelijoille espoosta iltaisin"},
    "word and filter": {"q": "kerho", "price": "free"},
}
#: What has been typed so far where titles are completed.
TYPED: Final = ("ki", "kielik", "läksy", "suomen kie")
_DELTAS: Final = 10


@dataclass(frozen=True)
class EngineRow:
    """Milliseconds of a question (median and 95th percentile): of a whole search, and of selecting alone."""

    question: str
    found: int
    searching: tuple[float, float]
    selecting: tuple[float, float]


@dataclass(frozen=True)
class EngineReport:
    """``load_seconds``: of everything. ``delta_ms``: of one changed listing (median). ``megabytes``: of the arrays.

    ``suggesting``: milliseconds by what has been typed.
    """

    listings: int
    megabytes: float
    load_seconds: float
    delta_ms: float
    rows: list[EngineRow]
    suggesting: dict[str, tuple[float, float]]


def percentiles(times: int, ask: Callable[[], Any]) -> tuple[float, float]:
    """Return the median and the 95th percentile of so many calls, in milliseconds; one before doesn't count."""
    ask()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - began))
    return round(statistics.median(taken), 2), round(sorted(taken)[min(times - 1, int(times * 0.95))], 2)


def measure(times: int) -> EngineReport:
    """Measure every question."""
    from search.engines import get_engine
    from search.engines.columns.store import current_columns, forget_columns, loaded_columns

    forget_columns()
    current_columns()
    loaded = loaded_columns()
    assert loaded is not None
    engine = get_engine()
    rows = [_row(engine, name, parameters, times) for name, parameters in QUESTIONS.items()]
    return EngineReport(
        listings=loaded.columns.count,
        megabytes=round(loaded.columns.size / 1e6, 1),
        load_seconds=round(loaded.load_seconds, 2),
        delta_ms=round(statistics.median(_delta() for _ in range(_DELTAS)), 2),
        rows=rows,
        suggesting={typed: percentiles(times, _suggesting(engine, typed)) for typed in TYPED},
    )


def _row(engine: SearchEngine, name: str, parameters: dict[str, Any], times: int) -> EngineRow:
    query = _query(parameters)
    return EngineRow(
        question=name,
        found=engine.count(query),
        searching=percentiles(times, lambda: engine.search(query)),
        selecting=percentiles(times, lambda: engine.count(query)),
    )


def _suggesting(engine: SearchEngine, typed: str) -> Callable[[], Any]:
    query = _query({})
    return lambda: engine.suggest(typed, query)


def _query(parameters: dict[str, Any]) -> Any:
    from django.utils import timezone

    from regions.models import Portal
    from search.query import SearchQuery

    portal, now = Portal.objects.national(), timezone.now()
    assert portal is not None
    values = {
        name: [str(timezone.localdate(now) + datetime.timedelta(days=value)) if isinstance(value, int) else value]
        for name, value in parameters.items()
    }
    return SearchQuery.from_parameters(values, portal=portal, language="fi", now=now, strict=True)


def _delta() -> float:
    """Return the milliseconds in which columns take in a change of one listing."""
    from django.db.models import F

    from search.engines.columns.store import current_columns
    from search.models import ListingDocument

    key = ListingDocument.objects.order_by("?").values_list("pk", flat=True)[:1].get()
    ListingDocument.objects.filter(pk=key).update(modified=F("modified"))
    began = time.perf_counter()
    current_columns()
    return 1000 * (time.perf_counter() - began)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=100)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    django.setup()
    json.dump(asdict(measure(options.times)), sys.stdout)


if __name__ == "__main__":
    main()
