"""The changes of what a portal shows, in the order of their numbers: for those who keep a copy of it.

Every document and tombstone has the number of its last change. Numbers are given under the indexer's lock, so a number
that can be read is never followed by a lower one (``search.document_writer``). A reader asks for what is numbered
above the last one that they have seen. What changes meanwhile moves on to a higher number and comes later.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Self
from uuid import UUID

from django.db.models import Prefetch

from search.models import DocumentKind, IndexSequence, ListingDocument, OrganisationDocument, Shown, Tombstone
from search.visibility import Showing, showing_of

if TYPE_CHECKING:
    from regions.models import Portal

_CURSOR: Final = re.compile(r"([0-9a-f]{8})-([0-9]{1,18})", re.ASCII)
#: Columns that no reader sees.
_UNREAD: Final = ("sort_titles", "title_terms")


class StaleCursor(Exception):
    """A cursor that can't be continued: the numbers are others than those from which it was made."""


@dataclass(frozen=True)
class Cursor:
    """A place in the sequence of changes: all up to ``sequence`` have been seen. ``epoch``: what the numbers are of."""

    epoch: str
    sequence: int

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the cursor that ``str`` has written. Raises ``ValueError``."""
        match = _CURSOR.fullmatch(text)
        if match is None:
            raise ValueError(text)
        return cls(match[1], int(match[2]))

    def __str__(self) -> str:
        return f"{self.epoch}-{self.sequence}"


@dataclass(frozen=True)
class Change:
    """The last change of one document: what it is now, or that the portal doesn't show it.

    ``document``: only where the portal shows it at this moment. ``showing``: what time alone will change of that.
    """

    sequence: int
    kind: DocumentKind
    id: UUID
    document: ListingDocument | OrganisationDocument | None
    showing: Showing


@dataclass(frozen=True)
class Changes:
    """Some changes in order. ``cursor``: where to go on; ``is_complete``: whether there is nothing more now."""

    changes: tuple[Change, ...]
    cursor: Cursor
    is_complete: bool


def read_changes(
    portal: Portal, now: datetime.datetime, *, after: Cursor | None, kinds: Collection[DocumentKind], limit: int
) -> Changes:
    """Return at most ``limit`` changes after a cursor, from the beginning without one; in one statement for each table.

    ``now`` is aware. Raises ``StaleCursor``.
    """
    last = _last_number()
    start = 0 if after is None else after.sequence
    if after is not None and (after.epoch != last.epoch or start > last.sequence):
        raise StaleCursor(str(after))
    # Each table is read by itself, after the last number: what is numbered higher may be missing in one of them.
    found = sorted(
        chain(
            _listings(portal, now, start, last.sequence, limit) if DocumentKind.LISTING in kinds else (),
            _organisations(portal, start, last.sequence, limit) if DocumentKind.ORGANISATION in kinds else (),
            _tombstones(portal, kinds, start, last.sequence, limit),
        ),
        key=lambda change: change.sequence,
    )
    if len(found) <= limit:
        return Changes(tuple(found), last, is_complete=True)
    page = tuple(found[:limit])
    return Changes(page, Cursor(last.epoch, page[-1].sequence), is_complete=False)


def _last_number() -> Cursor:
    row = IndexSequence.objects.first()
    return Cursor("0" * 8, 0) if row is None else Cursor(row.epoch.hex[:8], row.value)


def _listings(portal: Portal, now: datetime.datetime, start: int, last: int, limit: int) -> list[Change]:
    known = ListingDocument.objects.known_to(portal).numbered(start, last).defer(*_UNREAD)
    spans = Prefetch("shown", Shown.objects.filter(portal_id=portal.pk))
    return [
        _change(row, DocumentKind.LISTING, showing_of((each.span for each in row.shown.all()), now))
        for row in _some(known.prefetch_related(spans), limit)
    ]


def _organisations(portal: Portal, start: int, last: int, limit: int) -> list[Change]:
    rows = _some(OrganisationDocument.objects.known_to(portal).numbered(start, last).defer(*_UNREAD), limit)
    return [_change(row, DocumentKind.ORGANISATION, Showing(now=portal.pk in row.portals)) for row in rows]


def _tombstones(portal: Portal, kinds: Collection[DocumentKind], start: int, last: int, limit: int) -> list[Change]:
    rows = _some(Tombstone.objects.known_to(portal).filter(kind__in=kinds).numbered(start, last), limit)
    return [Change(row.sequence, DocumentKind(row.kind), row.pk, None, Showing(now=False)) for row in rows]


def _some(rows: Any, limit: int) -> list[Any]:
    """One more than asked for tells that there are more."""
    return list(rows[: limit + 1])


def _change(document: Any, kind: DocumentKind, showing: Showing) -> Change:
    return Change(document.sequence, kind, document.pk, document if showing.now else None, showing)
