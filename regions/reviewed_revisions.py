"""What is being reviewed stays as it was sent."""

from __future__ import annotations

from typing import Any

from wagtail.models import TaskState


class ReviewedRevisionMixin:
    """A page that never writes over a revision that is being reviewed.

    Autosave asks for a revision to be written anew under its id. Whoever approves it afterwards would publish what
    nobody has read.
    """

    def save_revision(self, *args: Any, overwrite_revision: Any = None, **kwargs: Any) -> Any:
        """Make a new revision where ``overwrite_revision`` is being reviewed; otherwise as Wagtail does."""
        if overwrite_revision is not None:
            states = TaskState.objects.filter(revision=overwrite_revision, status=TaskState.STATUS_IN_PROGRESS)
            overwrite_revision = None if states.exists() else overwrite_revision
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)  # type: ignore[misc]
