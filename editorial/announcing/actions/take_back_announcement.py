"""Taking back an announcement that waits for review."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from editorial.edit_conflicts.page_lock import lock_page
from editorial.review.models import AnsweredError
from listings.actions.errors import ActionPermissionError
from listings.models import ActivityPage, Listing
from listings.permissions import may_manage_listing


class TakeBackAnnouncement:
    """Ends the review that waits; the text stays a draft, and what is public stays so.

    ``state_id`` is the version that the person wants back: where it has been answered, or another one waits instead,
    nothing is taken back. The organisation's people and the portal's coordinators may, whoever has sent it.
    """

    def __init__(self, page: ActivityPage, user: Any, state_id: int) -> None:
        self.page, self.user, self.state_id = page, user, state_id

    @transaction.atomic
    def execute(self) -> None:
        """Raises ``AnsweredError``, ``ActionPermissionError``, ``Page.DoesNotExist``. Then nothing has been written."""
        lock_page(self.page.pk)
        listing = Listing.objects.with_portal().filter(pk=self.page.translation_key).first()
        if listing is None or not may_manage_listing(self.user, listing):
            raise ActionPermissionError(_("You don't write for this organisation any more."))
        page: ActivityPage = ActivityPage.objects.get(pk=self.page.pk)
        review = page.current_workflow_state
        state: TaskState | None = review.current_task_state if review is not None else None
        if state is None or state.pk != self.state_id or state.status != TaskState.STATUS_IN_PROGRESS:
            raise AnsweredError(_("This review has been answered already."))
        review.cancel(user=self.user)
