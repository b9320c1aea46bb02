"""Sending a page's latest revision to its portal's review."""

from __future__ import annotations

from typing import Any

from wagtail.models import TaskState, Workflow, WorkflowState

from editorial.review.models import ReviewState


def send_to_review(page: Any, user: Any) -> WorkflowState | None:
    """Begin a review, go on with one that was returned, or replace what waits, at the same place.

    Return the review; None where the latest revision is public already, or the portal has no review. Sending the same
    revision again changes nothing. To be called under the page's lock. Raises ``AnsweredError``.
    """
    review: WorkflowState | None = page.current_workflow_state
    if review is None:
        return _start(page, user)
    if review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        review.resume(user)
    elif not _is_waiting(review, page):
        _replace(review.current_task_state.specific, user)
    return review


def _start(page: Any, user: Any) -> WorkflowState | None:
    workflow: Workflow | None = page.get_workflow()
    if workflow is None or (page.live and page.live_revision_id == page.latest_revision_id):
        return None
    started: WorkflowState = workflow.start(page, user)
    return started


def _replace(state: TaskState, user: Any) -> None:
    """Review the latest revision instead; a task of another project's begins anew."""
    if isinstance(state, ReviewState):
        state.replace(user)
    else:
        state.cancel(user=user, resume=True)


def _is_waiting(review: WorkflowState, page: Any) -> bool:
    """Whether the page's latest revision is the one that waits."""
    state = review.current_task_state.specific
    is_latest = state.revision_id == page.latest_revision_id
    return is_latest and not (isinstance(state, ReviewState) and state.is_overwritten())
