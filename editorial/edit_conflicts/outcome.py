"""What has become of a page's reviews."""

from __future__ import annotations

from wagtail.models import Page, TaskState


def last_answer(page: Page) -> TaskState | None:
    """The latest finished state of the page's reviews."""
    state: TaskState | None = (
        TaskState.objects.for_instance(page)
        .exclude(status=TaskState.STATUS_IN_PROGRESS)
        .select_related("finished_by")
        .order_by("-finished_at")
        .first()
    )
    return state
