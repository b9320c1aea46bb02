"""What direct publications have changed in public texts, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from editorial.compared_strings.comparing import compared_strings
from editorial.text_changes.change import Change
from editorial.text_changes.version_changes import changes_between, with_originals, with_strings
from editorial.trust.models import Publication
from editorial.trust.versions_before import VersionBefore, versions_before
from listings.read_versions import read_versions


def sample_changes(publications: Sequence[Publication]) -> dict[int, list[Change] | None]:
    """Return by key what each has changed in the version before; None where nothing was public, or it isn't stored.

    Of ``samples_to_look_at``. A constant number of statements, whatever their number.
    """
    before = versions_before(publications)
    found: dict[int, list[Change] | None] = {one.pk: None for one in publications}
    keys, old, new = [], [], []
    for one in publications:
        earlier, later = before[one.pk].revision, one.revision
        if earlier is not None and later is not None:
            keys.append(one.pk)
            old.append((one.page, earlier.content))
            new.append((one.page, later.content))
    versions = read_versions([*old, *new])
    for number, key in enumerate(keys):
        found[key] = changed(versions[number], versions[len(keys) + number])
    return found


def page_changes(page: Any, before: VersionBefore | None) -> list[Change]:
    """Return what the public page says other than the version before; all of it where nothing was public before.

    Of a translation with the original, string by string.
    """
    if before is None or before.is_lost:
        return []
    if before.revision is None:
        changes = [change for change in changes_between(None, page) if not change.is_offered]
        return _beside_original(page, None, changes)
    earlier = page.with_content_json(before.revision.content)
    return _beside_original(page, earlier, changed(earlier, page))


def _beside_original(page: Any, before: Any, changes: list[Change]) -> list[Change]:
    source = None if page.is_source else page.source_page()
    if source is None:
        return changes
    original = source.original()
    return with_strings(with_originals(changes, original), compared_strings(page, original, before))


def changed(before: Any, after: Any) -> list[Change]:
    return [change for change in changes_between(before, after) if change.is_changed]
