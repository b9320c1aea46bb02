"""`make same BASE=<commit>`: compare the responses of this tree with those of a commit.

The exit status is 1 when anything differs. Different white space between inline parts is reported, but counts only
with `--strict`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kototori.development.comparison import sides
from kototori.development.comparison.differences import addresses_of, differences, report

#: The file with every change and all its addresses.
REPORT = sides.PLACE / "report.txt"


def main() -> int:
    """Compare, report, and return the exit status: 2 when no comparison could be made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="the commit to compare with")
    parser.add_argument("--strict", action="store_true", help="white space between inline parts counts, too")
    parser.add_argument("--fresh", action="store_true", help="ask the commit again, too")
    parser.add_argument("--changes", type=int, default=40, help="changes to show here")
    options = parser.parse_args()
    start = time.monotonic()
    try:
        base, tree = _snapshots(options.base, is_fresh=options.fresh)
    except sides.ComparisonError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    items = list(differences(base, tree))
    REPORT.write_text("\n".join(report(items, most_lines=500, most_addresses=10_000)), encoding="utf-8")
    _show(list(report(items, most_lines=20, most_addresses=8)), options.changes)
    total, gaps = len(addresses_of(base, tree)), sum(item.only_gaps for item in items)
    sys.stdout.write(
        f"{total} addresses compared in {time.monotonic() - start:.0f} s: {total - len(items)} equal, "
        f"{gaps} with other white space between inline parts, {len(items) - gaps} different.\n"
    )
    return int(len(items) > gaps or (options.strict and gaps > 0))


def _show(lines: list[str], most: int) -> None:
    """Print the first changes; an empty line separates them. The file has all of them."""
    changes = "\n".join(lines).split("\n\n") if lines else []
    for change in changes[:most]:
        sys.stdout.write(f"{change}\n\n")
    if changes:
        sys.stdout.write(f"{len(changes)} changes: all of them, with every address, are in {REPORT}\n")


def _snapshots(base: str, *, is_fresh: bool) -> tuple[sides.Snapshot, sides.Snapshot]:
    """Return both sides' snapshots. They are collected in parallel unless the commit's is cached."""
    commit = sides.commit_of(base)
    cache = sides.cached_snapshot(commit)
    with sides.postgres() as cluster, ThreadPoolExecutor() as pool:
        tree = pool.submit(sides.tree_side().snapshot, cluster)
        if is_fresh or not cache.exists():
            sys.stderr.write(f"asking {commit[:12]} and this tree\n")
            _save(sides.base_side(commit).snapshot(cluster), cache)
        else:
            sys.stderr.write(f"asking this tree; {commit[:12]} was asked before\n")
        return json.loads(cache.read_text(encoding="utf-8")), tree.result()


def _save(snapshot: sides.Snapshot, path: Path) -> None:
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(snapshot, ensure_ascii=False), encoding="utf-8")
    unfinished.replace(path)


if __name__ == "__main__":
    sys.exit(main())
