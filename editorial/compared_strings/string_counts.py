"""How many strings of a translation are as they should be, for whoever doesn't read its language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from editorial.compared_strings.comparing import ComparedString


@dataclass(frozen=True)
class StringCounts:
    total: int
    untranslated: int
    outdated: int
    changed: int
    machine: int
    noticed: int


def string_counts(strings: Iterable[ComparedString]) -> StringCounts:
    found = list(strings)
    return StringCounts(
        total=len(found),
        untranslated=sum(not one.text for one in found),
        outdated=sum(one.is_outdated for one in found),
        changed=sum(one.is_changed for one in found),
        machine=sum(one.is_machine for one in found),
        noticed=sum(bool(one.notices) for one in found),
    )
