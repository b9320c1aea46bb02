"""Who may end a review: those who answer it, and those who wrote the text while they may still change it.

Wagtail lets whoever once asked for a review, and the page's owner, end it for ever, also after they have been removed.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, WorkflowState

_wagtails = WorkflowState.user_can_cancel


def user_can_cancel(review: WorkflowState, user: Any) -> bool:
    """Instead of Wagtail's method of this name."""
    if not _wagtails(review, user):
        return False
    page = review.content_object
    return not isinstance(page, Page) or bool(page.specific.permissions_for_user(user).can_edit())


def connect() -> None:
    WorkflowState.user_can_cancel = user_can_cancel
