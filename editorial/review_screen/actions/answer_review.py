"""Answering a review: approving exactly what was on the screen, or returning it with a comment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from editorial.desk_texts.wording_question import answer_for_review
from editorial.edit_conflicts.page_lock import latest_is_seen
from editorial.remarks.actions.correct_spelling import CorrectSpelling
from editorial.remarks.actions.keep_remarks import KeepRemarks
from editorial.remarks.remark_form import SentRemark
from editorial.review.models import AnsweredError, ReviewState
from editorial.review.review_mails import portal_of
from editorial.review.seen_review import SeenReview
from listings.actions.errors import ActionError, ActionPermissionError
from regions.permissions import may_coordinate

#: The longest comment, in characters.
MAX_COMMENT = 5000


class Answer(models.TextChoices):
    APPROVE = "approve", _("Approve")
    RETURN = "return", _("Return for correction")


_STATUSES = {Answer.APPROVE: ReviewState.STATUS_APPROVED, Answer.RETURN: ReviewState.STATUS_REJECTED}


class NoCommentError(ActionError):
    """A text is returned without a word of what to change, or with too many."""


class AnswerReview:
    """Answers what ``seen`` says, and nothing else. The same answer by the same person, sent twice, is one.

    The comment arrives at the desk and by mail, and so do ``remarks`` on what is returned: they are a reason, too. A
    text is approved with what they suggest where that corrects nothing but spelling (``CorrectSpelling``).
    ``is_only_wording``: whether an approved original's translations still hold; None leaves what its writer has said.
    """

    def __init__(
        self,
        state: ReviewState,
        user: Any,
        answer: Answer,
        comment: str,
        seen: SeenReview,
        remarks: Sequence[SentRemark] = (),
        *,
        is_only_wording: bool | None = None,
    ) -> None:
        self.state, self.user, self.answer, self.seen = state, user, answer, seen
        self.comment, self.remarks, self.is_only_wording = comment.strip(), remarks, is_only_wording

    def execute(self) -> ReviewState:
        """Return the answered review.

        Raises ``NoCommentError``, ``NotSpellingError``, ``ActionPermissionError``; ``OwnTextError`` where somebody
        else must approve it; ``ReviewChangedError`` where something on the screen has changed; ``AnsweredError`` where
        somebody else has answered it, or it was taken back; ``ValidationError`` where what would be public breaks a
        rule. Then nothing is written.
        """
        self._check_right()
        self._check_words()
        try:
            self._answer()
        except AnsweredError:
            answered = ReviewState.objects.select_related("finished_by").get(pk=self.state.pk)
            if not self._is_mine(answered):
                raise
            return answered
        return self.state

    @transaction.atomic
    def _answer(self) -> None:
        self._approve() if self.answer == Answer.APPROVE else self._return()
        self._check_right()  # the text may have moved to another portal before it was locked

    def _approve(self) -> None:
        self._say_wording()
        if not self.remarks:
            self.state.approve(user=self.user, comment=self.comment, seen=self.seen)
            return
        self.state.check_seen(self.seen)
        with latest_is_seen(int(self.state.workflow_state.object_id)):
            CorrectSpelling(self.state, self.user, self.remarks).execute()
            self.state.approve(user=self.user, comment=self.comment)

    def _say_wording(self) -> None:
        """Let the revision say what the reviewer says of its wording: then that is what is approved."""
        if self.is_only_wording is None:
            return
        self.state.check_seen(self.seen)
        stored = Page.objects.get(pk=int(self.state.workflow_state.object_id)).specific
        revision = self.state.revision
        if answer_for_review(revision, stored, is_only_wording=self.is_only_wording):
            self.seen = SeenReview.of(self.state, revision.as_object(), stored)

    def _return(self) -> None:
        self.state.reject(user=self.user, comment=self.comment, seen=self.seen)
        KeepRemarks(self.state, self.user, self.remarks).execute()

    def _check_right(self) -> None:
        portal = portal_of(self.state)
        if portal is None or not may_coordinate(self.user, portal):
            raise ActionPermissionError(_("Only coordinators of the portal may answer this review."))

    def _check_words(self) -> None:
        if self.answer == Answer.RETURN and not (self.comment or self.remarks):
            raise NoCommentError(_("Say what should be changed, or choose a reason."))
        if len(self.comment) > MAX_COMMENT:
            raise NoCommentError(_("The message is too long: at most %(count)s characters.") % {"count": MAX_COMMENT})

    def _is_mine(self, answered: ReviewState) -> bool:
        """Whether the review has this very answer already."""
        is_same = answered.status == _STATUSES[self.answer] and answered.comment == self.comment
        return is_same and answered.finished_by_id == self.user.pk
