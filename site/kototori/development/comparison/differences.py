"""What differs between two snapshots, and how that is told.

Only what is random is made equal. An id that the API lists becomes the name that its source has for it. Any other
UUID becomes a number, in the order in which the document first has it. A token against forged forms, a
measured time, the number of a calendar's version and the version in addresses of Wagtail's own static files become
words. Headers that say nothing of the content are left out
(`LEFT_OUT`). Of cookies only the names are compared. What is made of the clock needs nothing: both sides have the same
moment.
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

_WIDTH = 300
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

#: What is new each time: Django's token against forged forms, how long the database took to answer, the number of a
#: calendar's version, which follows the order in which documents were indexed, and the digest of the installed apps
#: that Wagtail adds to the addresses of its static files.
_NEW_EACH_TIME = (
    (re.compile(r'"[A-Za-z0-9]{64}"'), '"(token)"'),
    (re.compile(r'"milliseconds": [0-9.]+'), '"milliseconds": "(time)"'),
    (re.compile(r"(?<=\?v=)[0-9a-f]{8}(?=\")"), "(version)"),
    (re.compile(r"^SEQUENCE:\d+(?=\r?$)", re.MULTILINE), "SEQUENCE:(number)"),
)


@dataclass(frozen=True)
class Change:
    """Lines that differ in one place of a document, with the lines around them."""

    shown: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The differing lines alone: the same change on many pages is one."""
        return tuple(line for line in self.shown if line[:1] in "+-")


@dataclass(frozen=True)
class Difference:
    """One address that is answered differently; `only_gaps` where only white space between inline parts differs."""

    address: str
    changes: tuple[Change, ...]
    only_gaps: bool = False


def addresses_of(*snapshots: Snapshot) -> list[str]:
    """Every address that a side has answered, and what its commands wrote, in order."""
    return list(dict.fromkeys(key for one in snapshots for part in ("answers", "output") for key in one[part]))


def differences(base: Snapshot, tree: Snapshot) -> Iterator[Difference]:
    """Every address that the two sides answer differently. Gaps are told where nothing else differs."""
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
    places: list[list[str]] = []
    for line in list(difflib.unified_diff(before, after, n=2, lineterm=""))[2:]:
        if line.startswith("@@"):
            places.append([])
        else:
            places[-1].append(line)
    return tuple(Change(tuple(lines)) for lines in places)


def report(found: Iterable[Difference], *, most_lines: int, most_addresses: int) -> Iterator[str]:
    """The differences as lines for people: the same change is told once, with the addresses that have it."""
    changes: dict[tuple[bool, tuple[str, ...]], Change] = {}
    addresses: dict[tuple[bool, tuple[str, ...]], dict[str, None]] = {}
    for one in found:
        for change in one.changes:
            key = (one.only_gaps, change.lines)
            changes.setdefault(key, change)
            addresses.setdefault(key, {})[one.address] = None
    for (only_gaps, lines), having in addresses.items():
        kind = "only white space between inline parts" if only_gaps else "different"
        yield f"\n{kind}, at {len(having)} address{'es' * (len(having) > 1)}:"
        yield from _at_most(having, most_addresses, "  ")
        yield from _at_most(changes[only_gaps, lines].shown, most_lines, "    ")


def _at_most(lines: Iterable[str], most: int, indent: str) -> Iterator[str]:
    whole = list(lines)
    yield from (f"{indent}{line[:_WIDTH]}" for line in whole[:most])
    if len(whole) > most:
        yield f"{indent}… and {len(whole) - most} more"


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
