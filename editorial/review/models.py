"""A portal's review: a task of Wagtail's workflow that is answered once, and for what its reviewer has seen."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupApprovalTask, Page, TaskState, WorkflowState
from wagtail.signals import workflow_approved

from editorial.edit_conflicts.page_lock import has_seen_latest, lock_page
from editorial.review.answer_rules import check_approval
from editorial.review.public_log import public_entries
from editorial.review.seen_review import SeenReview


class AnsweredError(PermissionDenied):
    """Somebody has answered, or withdrawn, this review already."""


class ReviewChangedError(PermissionDenied):
    """What waits isn't what the reviewer had before them. ``current`` is what is there now."""

    def __init__(self, current: SeenReview) -> None:
        super().__init__(_("It has changed since it was shown."))
        self.current = current


class ReviewState(TaskState):
    """One version of a page that waits for review.

    An answer takes the page's lock and then the row of this state, so of two answers at once one is refused. What is
    published is the revision that was sent to review, or the latest where whoever approves has it before them
    (``latest_is_seen``), their own correction included. A newer revision that they haven't seen stays a draft.

    ``seen`` is what the reviewer had before them. All of it must still hold: the review, its revision, and the document
    that visitors would get, with what no revision has.

    A version that is sent instead of one that waits takes over its place: ``started_at`` is since when the page waits.
    """

    #: When this version was sent, where another one had waited before it; otherwise it was sent at ``started_at``.
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    revision_id: Any

    class Meta:
        verbose_name = _("state of a review")
        verbose_name_plural = _("states of reviews")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new state takes over the place of the one that it stands in for."""
        replaced = self._replaced() if self._state.adding else None
        super().save(*args, **kwargs)
        if replaced is not None:
            self._take_over(replaced.started_at)

    def _take_over(self, since: datetime.datetime) -> None:
        stored: Any = self
        stored.sent_at, stored.started_at = stored.started_at, since
        ReviewState.objects.filter(pk=self.pk).update(sent_at=stored.sent_at)
        TaskState.objects.filter(pk=self.pk).update(started_at=since)

    def _replaced(self) -> TaskState | None:
        """The state of a version that was withdrawn within this review to make room for this one."""
        earlier: TaskState | None = self.workflow_state.current_task_state
        is_one = earlier is not None and earlier.status == self.STATUS_CANCELLED and earlier.task_id == self.task_id
        return earlier if is_one else None

    @transaction.atomic
    def approve(self, user: Any = None, update: bool = True, comment: str = "", seen: SeenReview | None = None) -> Any:
        """Publish the reviewed revision.

        Without ``seen``, as a program approves, that is the revision which this object was read with. It isn't
        published where the page has become public in another version, or was taken off, since it was sent; where it
        was written anew since, it is reviewed anew. What no revision has, such as the place's address, isn't compared:
        who answers for a person gives ``seen``.

        Raises ``AnsweredError``, ``ReviewChangedError``, and ``PermissionDenied`` where a rule refuses.
        """
        read = self.revision_id
        page = self._lock_open()
        check_approval(self, user)
        if seen is not None:
            self._compare(page, seen)
        elif page is not None and has_seen_latest(page.pk):
            self.revision_id = page.latest_revision_id
        elif self.is_overwritten():
            return super().cancel(user=user, resume=True)
        elif page is not None and (self.revision_id != read or self._is_public_anew(page)):
            raise ReviewChangedError(self._seen_now(page))
        if page is None or not update or self.revision_id == page.latest_revision_id:
            return super().approve(user=user, update=update, comment=comment)
        super().approve(user=user, update=False, comment=comment)
        self._publish_sent(user)
        return self

    def _publish_sent(self, user: Any) -> None:
        """End the review and publish its revision though there is a newer draft, which Wagtail would review next."""
        review = self.workflow_state
        review.status = WorkflowState.STATUS_APPROVED
        review.save()
        self.revision.publish(user=user)
        workflow_approved.send(sender=WorkflowState, instance=review, user=user)

    def replace(self, user: Any = None) -> None:
        """Review the page's latest revision instead of this one, at the same place. Raises ``AnsweredError``."""
        self.cancel(user=user, resume=True)

    @transaction.atomic
    def cancel(self, user: Any = None, resume: bool = False, comment: str = "") -> Any:
        """End a review that nobody has answered. Raises ``AnsweredError``."""
        self._lock()
        return super().cancel(user=user, resume=resume, comment=comment)

    @transaction.atomic
    def reject(self, user: Any = None, update: bool = True, comment: str = "", seen: SeenReview | None = None) -> Any:
        """Send the page back to its writer: without ``seen`` whatever waits. Nothing becomes public.

        Raises ``AnsweredError``, ``ReviewChangedError``.
        """
        self._compare(self._lock_open(), seen)
        return super().reject(user=user, update=update, comment=comment)

    def check_seen(self, seen: SeenReview) -> None:
        """Lock it for an answer in this transaction. Raises ``AnsweredError``, ``ReviewChangedError``."""
        self._compare(self._lock_open(), seen)

    def _compare(self, page: Page | None, seen: SeenReview | None) -> None:
        if seen is None or page is None:
            return
        current = self._seen_now(page)
        if seen != current:
            raise ReviewChangedError(current)

    def _seen_now(self, page: Page) -> SeenReview:
        return SeenReview.of(self, self.revision.as_object(), page)

    def _is_public_anew(self, page: Page) -> bool:
        """Whether something else of the page became public, or it was taken off, after this version had been sent."""
        return public_entries([page.pk]).filter(timestamp__gt=self.sent_at or self.started_at).exists()

    def is_overwritten(self) -> bool:
        """Whether the revision was written anew after it had been sent to review."""
        return bool(self.revision.created_at > (self.sent_at or self.started_at))

    def _lock_page(self) -> Page | None:
        """Lock and return the page that is reviewed; None where it is something else, or has been deleted."""
        review = self.workflow_state
        if review.base_content_type_id != Page(pk=0).get_base_content_type().pk:
            return None
        try:
            return lock_page(int(review.object_id))
        except Page.DoesNotExist:
            return None

    def _lock_open(self) -> Page | None:
        """As ``_lock``; raise ``AnsweredError`` where the whole review was withdrawn, too."""
        page = self._lock()
        if self.workflow_state.status != WorkflowState.STATUS_IN_PROGRESS:
            raise AnsweredError(_("This review has been answered already."))
        return page

    def _lock(self) -> Page | None:
        """Lock the page and this state, and read both as they are now. Returns None where it is no page's review."""
        page = self._lock_page()
        stored = TaskState.objects.select_for_update(of=("self",), no_key=True).get(pk=self.pk)
        if stored.status != self.STATUS_IN_PROGRESS:
            raise AnsweredError(_("This review has been answered already."))
        self.status = stored.status
        self.workflow_state = WorkflowState.objects.get(pk=self.workflow_state_id)
        for name in ("revision", "task"):
            self._state.fields_cache.pop(name, None)
        self.revision_id, self.task_id = stored.revision_id, stored.task_id
        return page


class ReviewTask(GroupApprovalTask):
    """Approval by a portal's coordinators. Writers go on writing meanwhile: what waits stays as it was sent."""

    task_state_class = ReviewState

    class Meta:
        verbose_name = _("review by a group")
        verbose_name_plural = _("reviews by groups")

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Nobody is locked out: a review answers one revision, and writers make others."""
        return False

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        """None: Wagtail's menus and dialogs show less than an answer needs. Reviews are answered on their screen."""
        return []

    def answer_address(self, state: TaskState) -> str:
        """Where a review of this task is answered."""
        return reverse("review_screen", args=[state.pk])
