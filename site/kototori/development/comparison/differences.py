"""The differences between two snapshots, and the report of them.

Only random values are made equal before the comparison. An id that the API lists becomes its name in the demo pool. Any
other UUID becomes a number, in the order of first occurrence in the document. CSRF tokens, measured times, the sequence
numbers of calendars and the version in the URLs of Wagtail's static files become words. Headers that say nothing about
the content are left out (`IGNORED_HEADERS`). Of cookies only the names are compared. Values that depend on time need
nothing, because both sides have the same moment.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kototori.development.comparison.canonical import document_lines, json_lines, without_gaps
from kototori.development.comparison.sides import Snapshot

#: Headers that may differ although the content is equal, or differs in white space alone.
IGNORED_HEADERS = frozenset({"etag", "date", "last-modified", "content-length"})

_WIDTH = 300
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

#: Values that differ between any two runs: Django's CSRF token, the response time of the database, the sequence number
#: of a calendar, which follows the order in which documents were indexed, and the digest of the installed apps that
#: Wagtail adds to the URLs of its static files.
_RANDOM_VALUES = (
    (re.compile(r'"[A-Za-z0-9]{64}"'), '"(token)"'),
    (re.compile(r'"milliseconds": [0-9.]+'), '"milliseconds": "(time)"'),
    (re.compile(r"(?<=\?v=)[0-9a-f]{8}(?=\")"), "(version)"),
    (re.compile(r"^SEQUENCE:\d+(?=\r?$)", re.MULTILINE), "SEQUENCE:(number)"),
)


@dataclass(frozen=True)
class Change:
    """Lines that differ in one place of a document, with the lines around them."""

    context: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The differing lines alone, by which the same change on many pages is recognised."""
        return tuple(line for line in self.context if line[:1] in "+-")


@dataclass(frozen=True)
class Difference:
    """An address with different responses. `only_gaps`: only white space between inline parts differs."""

    address: str
    changes: tuple[Change, ...]
    only_gaps: bool = False


def addresses_of(*snapshots: Snapshot) -> list[str]:
    """Return every address with a response on any side, and every command with output, in order."""
    return list(
        dict.fromkeys(key for snapshot in snapshots for part in ("responses", "output") for key in snapshot[part])
    )


def differences(base: Snapshot, tree: Snapshot) -> Iterator[Difference]:
    """Yield every address with different responses. Gaps are reported only where nothing else differs."""
    for address in addresses_of(base, tree):
        before, after = _lines(base, address), _lines(tree, address)
        if before == after:
            continue
        plain_before, plain_after = without_gaps(before), without_gaps(after)
        if plain_before == plain_after:
            yield Difference(address, _changes(before, after), only_gaps=True)
        else:
            yield Difference(address, _changes(plain_before, plain_after))


def _changes(before: list[str], after: list[str]) -> tuple[Change, ...]:
    hunks: list[list[str]] = []
    for line in list(difflib.unified_diff(before, after, n=2, lineterm=""))[2:]:
        if line.startswith("@@"):
            hunks.append([])
        else:
            hunks[-1].append(line)
    return tuple(Change(tuple(lines)) for lines in hunks)


def report(items: Iterable[Difference], *, most_lines: int, most_addresses: int) -> Iterator[str]:
    """Yield the differences as lines for people: each change once, with the addresses that have it."""
    changes: dict[tuple[bool, tuple[str, ...]], Change] = {}
    addresses: dict[tuple[bool, tuple[str, ...]], dict[str, None]] = {}
    for difference in items:
        for change in difference.changes:
            key = (difference.only_gaps, change.lines)
            changes.setdefault(key, change)
            addresses.setdefault(key, {})[difference.address] = None
    for (only_gaps, lines), places in addresses.items():
        kind = "only white space between inline parts" if only_gaps else "different"
        yield f"\n{kind}, at {len(places)} address{'es' * (len(places) > 1)}:"
        yield from _at_most(places, most_addresses, "  ")
        yield from _at_most(changes[only_gaps, lines].context, most_lines, "    ")


def _at_most(lines: Iterable[str], most: int, indent: str) -> Iterator[str]:
    rows = list(lines)
    yield from (f"{indent}{line[:_WIDTH]}" for line in rows[:most])
    if len(rows) > most:
        yield f"{indent}… and {len(rows) - most} more"


def _lines(side: Snapshot, address: str) -> list[str]:
    """Return the lines of a response with its status and headers, in comparable form."""
    if address in side["output"]:
        output = side["output"][address]
        return [*json_lines(output["stdout"]), *output["stderr"].splitlines()]
    response = side["responses"].get(address)
    if response is None:
        return ["(not asked: this side does not name the address)"]
    stable = _StableNames(side["names"])
    headers = {name: value for name, value in response["headers"].items() if name.lower() not in IGNORED_HEADERS}
    return [
        f"status {response['status']}",
        *(f"{name}: {stable.in_text(value)}" for name, value in sorted(headers.items())),
        *(f"cookie {name}" for name in response["cookies"]),
        *document_lines(response["headers"].get("Content-Type", ""), stable.in_text(response["body"])),
    ]


class _StableNames:
    """Stable names for the ids in one document."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = dict(names)
        self._count = 0

    def in_text(self, text: str) -> str:
        """Return the text with a name instead of each id, and a word instead of each random value."""
        for pattern, word in _RANDOM_VALUES:
            text = pattern.sub(word, text)
        return _UUID.sub(lambda match: self._name(match[0]), text)

    def _name(self, key: str) -> str:
        if key not in self._names:
            self._count += 1
            self._names[key] = f"id {self._count}"
        return f"{{{self._names[key]}}}"
