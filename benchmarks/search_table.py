"""The search at all sizes in one table, with what it should keep to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

#: Scenarios by what is asked.
_ASKED: Final = {
    "words": "finder-words",
    "words with a filter": "finder-words-filters",
    "filters": "finder-filters",
    "browsing": "finder",
    "a week": "finder-week",
    "typing ahead": "typing-ahead",
}
#: Questions to the engine that have words.
_WORDS: Final = ("kielikahvila", "läksyapu espoossa tiistaina", "long", "word and filter")
#: At most so much slower with words at this size than at the smallest; milliseconds of the engine at the largest.
_FLAT_AT, _FLAT, _ENGINE_AT, _ENGINE_MS = 50_000, 1.5, 100_000, 20
#: At least this share of the bare view's rate, documents a second; and at most these minutes for the largest pool.
_API_RATIO, _REBUILD_RATE, _MINUTES = 0.5, 300, 6


def search_table(report: dict[str, Any]) -> str:
    """Return one column for each size: milliseconds and statements of each kind, memory, loading, writing."""
    faces = {size: _cold(rows) for size, rows in report["sizes"].items()}
    engines, rebuilding, made = report["engines"], report["rebuilding"], report["seconds_to_make"]

    def line(name: str, cell: Callable[[int], str]) -> str:
        return f"| {name} | " + " | ".join(cell(size) for size in faces) + " |"

    lines = [
        line("", lambda size: f"{size:,}"),
        "|---|" + "--:|" * len(faces),
        *(line(f"{name}: p50 · p95 ms · SQL", partial(_asked, faces, of)) for name, of in _ASKED.items()),
        line("engine with words, p95 ms", lambda size: f"{_engine_p95(engines[size]):.1f}"),
        *(line(name, partial(_cost, engines, key)) for name, key in _COSTS.items()),
        line("the API's list of 20 beside a bare view", lambda size: f"{faces[size]['api-list']['ratio']:.2f}"),
        line("documents rebuilt a second", lambda size: f"{rebuilding[size]['rate']:.0f}"),
        line("processor ms of a document", lambda size: f"{rebuilding[size]['processor_ms']:.2f}"),
        line("pool made in seconds", lambda size: str(made.get(size, "kept"))),
    ]
    return "\n".join(["## The search at each size\n", *lines, "", *_aims(report, faces)])


def _cold(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {row["scenario"]: row for row in rows if row["temperature"] == "cold"}


_COSTS: Final = {
    "columns, MB": "megabytes",
    "loading them, s": "load_seconds",
    "one changed listing, ms": "delta_ms",
}


def _asked(faces: dict[int, Any], scenario: str, size: int) -> str:
    measured = faces[size][scenario]["measured"]
    return f"{measured['p50']:.0f} · {measured['p95']:.0f} · {measured['statements']}"


def _cost(engines: dict[int, Any], key: str, size: int) -> str:
    return str(engines[size][key])


def _engine_p95(engine: dict[str, Any]) -> float:
    """Return the slowest 95th percentile of questions with words, without the page's documents."""
    return max((row["selecting"][1] for row in engine["rows"] if row["question"] in _WORDS), default=0.0)


def _aims(report: dict[str, Any], faces: dict[int, dict[str, Any]]) -> list[str]:
    """Return what the search should keep to, with the results; of sizes that were measured."""
    smallest = min(faces)
    aims = [
        f"- The API's list at {_API_RATIO} of the bare view's rate or better: "
        + ", ".join(f"{of_size['api-list']['ratio']:.2f} at {size:,}" for size, of_size in faces.items()),
        f"- {_REBUILD_RATE} documents a second or more: "
        + ", ".join(f"{row['rate']:.0f} at {size:,}" for size, row in report["rebuilding"].items()),
    ]
    if _FLAT_AT in faces and smallest < _FLAT_AT:
        ratio = _p95(faces[_FLAT_AT]) / _p95(faces[smallest])
        aims.append(f"- Words at {_FLAT_AT:,} at most {_FLAT} × those at {smallest:,} (p95): {ratio:.2f} ×")
    if _ENGINE_AT in faces:
        slowest = _engine_p95(report["engines"][_ENGINE_AT])
        aims.append(f"- The engine at {_ENGINE_AT:,} at most {_ENGINE_MS} ms (p95): {slowest:.1f} ms")
    if seconds := report["seconds_to_make"].get(_ENGINE_AT):
        aims.append(f"- {_ENGINE_AT:,} activities made in {_MINUTES} minutes: {seconds / 60:.1f}")
    return aims


def _p95(of_size: dict[str, Any]) -> float:
    return float(of_size["finder-words"]["measured"]["p95"])
