"""Steps of these tests: texts that are sent to review, and the rows that a person sees."""

from __future__ import annotations

import datetime
from typing import Any

from wagtail.models import TaskState

from editorial.review.models import ReviewState
from editorial.review.sending_to_review import send_to_review
from editorial.waiting_reviews.waiting_list import WaitingList, asked_by
from editorial.waiting_reviews.waiting_sources import WaitingRow
from tests.search.factories import edit


def sent(page: Any, user: Any = None, **changes: Any) -> ReviewState:
    """Return the review of a page's latest revision, which is a new one with ``changes``."""
    page = edit(page, publish=False, **changes) if changes or not page.latest_revision_id else page
    send_to_review(page, user)
    state: ReviewState = ReviewState.objects.get(pk=page.current_workflow_task_state.pk)
    return state


def waits_since(state: Any, moment: datetime.datetime) -> None:
    TaskState.objects.filter(pk=state.pk).update(started_at=moment)


def rows_of(user: Any, **narrowed: Any) -> list[WaitingRow]:
    """Return the whole list of somebody, read anew."""
    return WaitingList(asked_by(type(user).objects.get(pk=user.pk), **narrowed))[:100]


def titles_of(user: Any, **narrowed: Any) -> list[str]:
    return [row.title for row in rows_of(user, **narrowed)]
