"""Which version of a page was public before another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, Revision

from editorial.review.public_log import PUBLISHED, TAKEN_OFF, public_entries
from editorial.trust.models import Publication, PublicationReason

#: An action of Wagtail's log, and the key of its revision.
_Entry = tuple[str, Any]


@dataclass(frozen=True)
class VersionBefore:
    """``revision`` was public before; None where nothing was: then the text is taken back by taking it off.

    ``is_lost``: something was public before, and its revision isn't stored any more.
    """

    revision: Revision | None
    is_lost: bool = False


def version_before(page: Page) -> VersionBefore | None:
    """Return what was public before; None where nothing of the page is public now. Three statements.

    Read from Wagtail's log of the page. After taking back, it is what was public before the restored version: going
    back twice doesn't lead forward again.
    """
    if not page.live:
        return None
    before = _entry_before(_entries([page.pk])[page.pk], _original(page))
    return _version(before, Revision.objects.in_bulk(_keys([before])))


def versions_before(publications: Sequence[Publication]) -> dict[int, VersionBefore]:
    """Return what was public before each of these direct publications, by its key. Two statements."""
    entries = _entries([one.page_id for one in publications])
    before = {one.pk: _entry_before(entries[one.page_id], one.revision_id) for one in publications}
    stored = Revision.objects.in_bulk(_keys(before.values()))
    return {key: _version(entry, stored) for key, entry in before.items()}


def _entries(page_ids: Collection[int]) -> Mapping[int, list[_Entry]]:
    """What Wagtail's log says of publishing and taking off, by page, in its order. One statement."""
    found = defaultdict(list)
    for page, action, revision in public_entries(page_ids).values_list("page", "action", "revision_id"):
        found[page].append((action, revision))
    return found


def _entry_before(entries: Iterable[_Entry], revision_id: Any) -> _Entry | None:
    """Return the entry before the one by which a revision became public."""
    before = None
    for entry in entries:
        if entry == (PUBLISHED, revision_id):
            break
        before = entry
    return before


def _keys(entries: Iterable[_Entry | None]) -> set[Any]:
    return {entry[1] for entry in entries if entry is not None and entry[0] == PUBLISHED}


def _version(entry: _Entry | None, stored: Mapping[Any, Revision]) -> VersionBefore:
    if entry is None or entry[0] == TAKEN_OFF:
        return VersionBefore(None)
    revision = stored.get(entry[1])
    return VersionBefore(revision, is_lost=revision is None)


def _original(page: Page) -> Any:
    """The key of the revision that the public one is a copy of, where it was taken back to that; else its own."""
    rows = Publication.objects.filter(page=page.pk, reason=PublicationReason.TAKEN_BACK, restored__isnull=False)
    copies = dict(rows.values_list("revision_id", "restored_id"))
    key = page.live_revision_id
    seen = set()
    while key in copies and key not in seen:
        seen.add(key)
        key = copies[key]
    return key
