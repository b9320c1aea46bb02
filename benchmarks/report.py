"""The results as Markdown: a table per size, and a comparison with the aims."""

from __future__ import annotations

from typing import Any

from benchmarks.search_table import search_table

_HEADS = "| face | | requests/s | bare | ratio | SQL | kB | p50 ms | p95 ms |\n|---|---|--:|--:|--:|--:|--:|--:|--:|"


def as_markdown(report: dict[str, Any]) -> str:
    machine, versions = report["machine"], report["versions"]
    parts = [
        f"# {report['date'][:10]}: {machine['processors']} × {machine['processor']}",
        f"{machine['system']}, load before {machine['load_before'][0]}. Python {versions['python']}, Django "
        f"{versions['Django']}, Wagtail {versions['wagtail']}, commit {versions['commit']}. {report['times']} requests "
        "of each kind, one at a time, each in turn with the bare view that gives the same bytes.",
    ]
    parts += [_size(size, rows, report["seconds_to_make"].get(size)) for size, rows in report["sizes"].items()]
    engines = [_engines(report["engines"])] if report.get("engines") else []
    searching = [search_table(report)] if engines and report.get("rebuilding") else []
    desk = [_desk(report["desk"])] if report.get("desk") else []
    reviews = [_reviews(report["reviews"])] if report.get("reviews") else []
    translations = [_translations(report["translations"])] if report.get("translations") else []
    return "\n\n".join([*parts, *searching, *engines, *desk, *reviews, *translations, _aims(report["sizes"])]) + "\n"


def _engines(sizes: dict[int, dict[str, Any]]) -> str:
    """Return the search alone, what is suggested while typing, and what columns take of memory and time."""
    costs = [
        f"- {size:,} activities: {of_size['listings']:,} listings in {of_size['megabytes']} MB, loaded in "
        f"{of_size['load_seconds']} s; one changed listing in {of_size['delta_ms']} ms."
        for size, of_size in sizes.items()
    ]
    heads = (
        "| question | activities | found | p50 ms | p95 | without documents p50 | p95 |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    lines = [
        f"| {row['question']} | {size:,} | {row['found']:,} | {row['searching'][0]:.1f} | {row['searching'][1]:.1f} "
        f"| {row['selecting'][0]:.1f} | {row['selecting'][1]:.1f} |"
        for size, of_size in sizes.items()
        for row in of_size["rows"]
    ]
    typed = [
        f"| {text} | {size:,} | {taken[0]:.1f} | {taken[1]:.1f} |"
        for size, of_size in sizes.items()
        for text, taken in of_size["suggesting"].items()
    ]
    suggested = ["| typed | activities | p50 ms | p95 |\n|---|--:|--:|--:|", *typed]
    return "\n".join(["## The search alone\n", *costs, "", heads, *lines, "", *suggested])


def _desk(rows: list[dict[str, Any]]) -> str:
    heads = "| step | activities | SQL | at most | p50 ms | ratio |\n|---|--:|--:|--:|--:|--:|"
    lines = [
        f"| {row['step']} | {row['activities'][0]} and {row['activities'][1]} "
        f"| {row['statements'][0]} and {row['statements'][1]} | {row['most_statements']} "
        f"| {row['p50'][0]:.1f} and {row['p50'][1]:.1f} | {row['ratio']:.2f} |"
        for row in rows
    ]
    return "\n".join(["## The desk, with few and with many activities\n", heads, *lines])


def _reviews(sizes: dict[int, list[dict[str, Any]]]) -> str:
    heads = "| step | activities | waiting | SQL | at most | p50 ms |\n|---|--:|--:|--:|--:|--:|"
    lines = [
        f"| {row['step']} | {size:,} | {row['waiting']} | {row['statements']} | {row['most_statements']} "
        f"| {row['p50']:.1f} |"
        for size, rows in sizes.items()
        for row in rows
    ]
    return "\n".join(["## A coordinator's reviews\n", heads, *lines])


def _translations(sizes: dict[int, list[dict[str, Any]]]) -> str:
    heads = "| step | activities | texts | SQL | at most | p50 ms |\n|---|--:|--:|--:|--:|--:|"
    lines = [
        f"| {row['step']} | {size:,} | {row['texts']:,} | {row['statements']} | {row['most_statements']} "
        f"| {row['p50']:.1f} |"
        for size, rows in sizes.items()
        for row in rows
    ]
    return "\n".join(["## Translations\n", heads, *lines])


def _size(size: int, rows: list[dict[str, Any]], seconds: int | None) -> str:
    preparation = f" Made and indexed in {seconds} s." if seconds else ""
    return "\n".join([f"## {size:,} activities\n{preparation}\n", _HEADS, *(_line(row) for row in rows)])


def _line(row: dict[str, Any]) -> str:
    ours, bare = row["measured"], row["bare"]
    return (
        f"| {row['scenario']} | {row['temperature']} | {ours['rate']:.0f} | {bare['rate']:.0f} | {row['ratio']:.2f} "
        f"| {ours['statements']} | {ours['bytes'] / 1000:.1f} | {ours['p50']:.1f} | {ours['p95']:.1f} |"
    )


def _aims(sizes: dict[int, list[dict[str, Any]]]) -> str:
    """Return the three aims with the results."""
    by_size = {size: {(row["scenario"], row["temperature"]): row for row in rows} for size, rows in sizes.items()}
    ratios = ", ".join(f"{rows['api-list', 'cold']['ratio']:.2f} at {size:,}" for size, rows in by_size.items())
    statements = ", ".join(
        f"{name} {'/'.join(str(rows[name, 'cold']['measured']['statements']) for rows in by_size.values())}"
        for name in ("api-list", "finder", "page", "api-detail")
    )
    first, last = by_size[min(by_size)], by_size[max(by_size)]
    growth = [
        f"{name} {last[name, 'cold']['measured']['p95'] / first[name, 'cold']['measured']['p95']:.1f} ×"
        for name in ("finder", "finder-filters", "finder-words")
    ]
    return "\n".join(
        [
            "## Aims\n",
            f"- The API's list of 20, cold, at half the bare view's rate or better: {ratios}.",
            f"- SQL at most 5 and flat: {statements}.",
            f"- The finder's p95 at the largest size at most 3 × that at the smallest: {', '.join(growth)}.",
        ]
    )
