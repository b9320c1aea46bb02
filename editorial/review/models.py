"""A portal's review: a task of Wagtail's workflow that is answered once, and for what its reviewer has seen."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupApprovalTask, Page, TaskState, WorkflowState

from editorial.edit_conflicts.page_lock import has_seen_latest, lock_page


class AnsweredError(PermissionDenied):
    """Somebody has answered, or withdrawn, this review already."""


class ReviewState(TaskState):
    """One version of a page that waits for review.

    An answer takes the page's lock and then the row of this state, so of two answers at once one is refused. What is
    published is the revision that was sent to review, or the latest where whoever approves has it before them
    (``latest_is_seen``), their own correction included. A newer revision that they haven't seen makes the review start
    again.
    """

    class Meta:
        verbose_name = _("state of a review")
        verbose_name_plural = _("states of reviews")

    @transaction.atomic
    def approve(self, user: Any = None, update: bool = True, comment: str = "") -> Any:
        """Publish the reviewed revision, or start the review of a newer one. Raises ``AnsweredError``."""
        page = self._lock()
        if page is not None and has_seen_latest(page.pk):
            self.revision_id = page.latest_revision_id
        elif self.is_overwritten():
            return self.cancel(user=user, resume=True)
        return super().approve(user=user, update=update, comment=comment)

    @transaction.atomic
    def reject(self, user: Any = None, update: bool = True, comment: str = "") -> Any:
        """Send the page back to its writer. Raises ``AnsweredError``."""
        self._lock()
        return super().reject(user=user, update=update, comment=comment)

    def is_overwritten(self) -> bool:
        """Whether the revision was written anew after it had been sent to review."""
        return bool(self.revision.created_at > self.started_at)

    def _lock(self) -> Page | None:
        """Lock the page and this state, and read both as they are now. Returns None where it is no page's review."""
        content = WorkflowState.objects.get(pk=self.workflow_state_id).content_object
        page = lock_page(content.pk) if isinstance(content, Page) else None
        stored = TaskState.objects.select_for_update(of=("self",), no_key=True).get(pk=self.pk)
        if stored.status != self.STATUS_IN_PROGRESS:
            raise AnsweredError(_("This review has been answered already."))
        self.status = stored.status
        self.workflow_state = WorkflowState.objects.get(pk=self.workflow_state_id)
        self._state.fields_cache.pop("revision", None)
        self.revision_id = stored.revision_id
        return page


class ReviewTask(GroupApprovalTask):
    """Approval by a portal's coordinators."""

    task_state_class = ReviewState

    class Meta:
        verbose_name = _("review by a group")
        verbose_name_plural = _("reviews by groups")
