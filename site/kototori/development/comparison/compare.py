"""`make same BASE=<commit>`: show that visitors and programs get the same from this tree as from that commit.

Ends with 1 when anything differs. Where only white space between inline parts differs it is told, and counts with
`--strict` alone.
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

#: Every change with every address that has it.
REPORT = sides.PLACE / "report.txt"


def main() -> int:
    """Compare, report, and return the status to end with: 2 where no comparison could be made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="the commit to compare with")
    parser.add_argument("--strict", action="store_true", help="white space between inline parts counts, too")
    parser.add_argument("--fresh", action="store_true", help="ask the commit again, too")
    parser.add_argument("--changes", type=int, default=40, help="changes to show here")
    options = parser.parse_args()
    began = time.monotonic()
    try:
        base, tree = _snapshots(options.base, is_fresh=options.fresh)
    except sides.ComparisonError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    found = list(differences(base, tree))
    REPORT.write_text("\n".join(report(found, most_lines=500, most_addresses=10_000)), encoding="utf-8")
    _show(list(report(found, most_lines=20, most_addresses=8)), options.changes)
    total, gaps = len(addresses_of(base, tree)), sum(one.only_gaps for one in found)
    sys.stdout.write(
        f"{total} addresses compared in {time.monotonic() - began:.0f} s: {total - len(found)} equal, "
        f"{gaps} with other white space between inline parts, {len(found) - gaps} different.\n"
    )
    return int(len(found) > gaps or (options.strict and gaps > 0))


def _show(lines: list[str], most: int) -> None:
    """Show the first changes, each of which begins after an empty line; all of them are in the file."""
    changes = "\n".join(lines).split("\n\n") if lines else []
    for change in changes[:most]:
        sys.stdout.write(f"{change}\n\n")
    if changes:
        sys.stdout.write(f"{len(changes)} changes: all of them, with every address, are in {REPORT}\n")


def _snapshots(base: str, *, is_fresh: bool) -> tuple[sides.Snapshot, sides.Snapshot]:
    """Both sides' answers; both at once where the commit's are not kept from an earlier run."""
    commit = sides.commit_of(base)
    kept = sides.kept_snapshot(commit)
    with sides.postgres() as cluster, ThreadPoolExecutor() as pool:
        tree = pool.submit(sides.tree_side().snapshot, cluster)
        if is_fresh or not kept.exists():
            sys.stderr.write(f"asking {commit[:12]} and this tree\n")
            _keep(sides.base_side(commit).snapshot(cluster), kept)
        else:
            sys.stderr.write(f"asking this tree; {commit[:12]} was asked before\n")
        return json.loads(kept.read_text(encoding="utf-8")), tree.result()


def _keep(snapshot: sides.Snapshot, place: Path) -> None:
    unfinished = place.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(snapshot, ensure_ascii=False), encoding="utf-8")
    unfinished.replace(place)


if __name__ == "__main__":
    sys.exit(main())
