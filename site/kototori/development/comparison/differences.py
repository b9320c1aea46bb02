"""What differs between two snapshots, and how that is told.

Only what is random is made equal. An id that the API lists becomes the name that its source has for it. Any other
UUID becomes a number, in the order in which the document first has it. A token against forged forms and a measured
time become words. Headers that say nothing of the content are left out (`LEFT_OUT`). Of cookies only the names are
compared. What is made of the clock needs nothing: both sides have the same moment.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kototori.development.comparison.canonical import document_lines, json_lines, without_gaps
from kototori.development.comparison.sides import Snapshot

#: Headers that differ without a difference in content, or in white space alone.
LEFT_OUT = frozenset({"etag", "date", "last-modified", "content-length"})

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

#: What is new with every request: Django's token against forged forms, and how long the database took to answer.
_NEW_EACH_TIME = (
    (re.compile(r'"[A-Za-z0-9]{64}"'), '"(token)"'),
    (re.compile(r'"milliseconds": [0-9.]+'), '"milliseconds": "(time)"'),
)


@dataclass(frozen=True)
class Difference:
    """One address that is answered differently; `only_gaps` where only white space between inline parts differs."""

    address: str
    lines: tuple[str, ...]
    only_gaps: bool = False

    @property
    def changes(self) -> tuple[str, ...]:
        """The changed lines alone: the same change on many pages is the same here."""
        return tuple(line for line in self.lines if line[:1] in "+-")


def addresses_of(*snapshots: Snapshot) -> list[str]:
    """Every address that a side has answered, and what its commands wrote, in order."""
    return list(dict.fromkeys(key for one in snapshots for part in ("answers", "output") for key in one[part]))


def differences(base: Snapshot, tree: Snapshot) -> Iterator[Difference]:
    """Every address that the two sides answer differently."""
    for address in addresses_of(base, tree):
        before, after = _lines(base, address), _lines(tree, address)
        if before == after:
            continue
        only_gaps = without_gaps(before) == without_gaps(after)
        diff = difflib.unified_diff(before, after, "base", "tree", n=2, lineterm="")
        yield Difference(address, tuple(list(diff)[2:]), only_gaps)


def report(found: Iterable[Difference], *, most_lines: int = 20, most_addresses: int = 8) -> Iterator[str]:
    """The differences as lines for people: the same change is told once, with the addresses that have it."""
    groups: dict[tuple[str, ...], list[Difference]] = {}
    for one in found:
        groups.setdefault(one.changes, []).append(one)
    for alike in groups.values():
        kind = "only white space between inline parts" if alike[0].only_gaps else "different"
        yield f"\n{kind}, at {len(alike)} address{'es' * (len(alike) > 1)}:"
        yield from (f"  {one.address}" for one in alike[:most_addresses])
        if len(alike) > most_addresses:
            yield f"  … and {len(alike) - most_addresses} more"
        lines = alike[0].lines
        yield from (f"    {line[:300]}" for line in lines[:most_lines])
        if len(lines) > most_lines:
            yield f"    … and {len(lines) - most_lines} more lines"


def _lines(side: Snapshot, address: str) -> list[str]:
    """An answer with its status and headers, made comparable."""
    if address in side["output"]:
        wrote = side["output"][address]
        return [*json_lines(wrote["stdout"]), *wrote["stderr"].splitlines()]
    answer = side["answers"].get(address)
    if answer is None:
        return ["(not asked: this side does not name the address)"]
    stable = _StableNames(side["names"])
    headers = {name: value for name, value in answer["headers"].items() if name.lower() not in LEFT_OUT}
    return [
        f"status {answer['status']}",
        *(f"{name}: {stable.in_text(value)}" for name, value in sorted(headers.items())),
        *(f"cookie {name}" for name in answer["cookies"]),
        *document_lines(answer["headers"].get("Content-Type", ""), stable.in_text(answer["body"])),
    ]


class _StableNames:
    """Names for the ids of one document."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = dict(names)
        self._count = 0

    def in_text(self, text: str) -> str:
        """The text with a name in place of each id, and words in place of what is new each time."""
        for pattern, word in _NEW_EACH_TIME:
            text = pattern.sub(word, text)
        return _UUID.sub(lambda match: self._name(match[0]), text)

    def _name(self, key: str) -> str:
        if key not in self._names:
            self._count += 1
            self._names[key] = f"id {self._count}"
        return f"{{{self._names[key]}}}"
