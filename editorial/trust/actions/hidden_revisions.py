"""Making a revision for the public text that doesn't become the page's latest draft."""

from __future__ import annotations

import datetime
from typing import Any

from wagtail.models import Page, Revision

#: The new revision stands just before the draft, which stays the latest also by its time.
_JUST_BEFORE = datetime.timedelta(microseconds=1)


def save_behind_draft(version: Any, draft: Revision, user: Any) -> Revision:
    """Save a version of a locked page as a revision, and return it; ``draft`` stays the page's latest revision."""
    made: Revision = version.save_revision(user=user, clean=False)
    Revision.objects.filter(pk=made.pk).update(created_at=draft.created_at - _JUST_BEFORE)
    Page.objects.filter(pk=version.pk).update(
        latest_revision=draft,
        latest_revision_created_at=draft.created_at,
        draft_title=draft.content["title"],
        has_unpublished_changes=True,
    )
    return Revision.objects.get(pk=made.pk)
