"""Sending a page, and taking it back while it waits for review."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.models import WorkflowState

from editorial.desk_texts.actions.save_page import may_write
from editorial.desk_texts.wording_question import answer_for_sending
from editorial.edit_conflicts.page_lock import under_lock
from editorial.edit_conflicts.page_version import PageVersion
from editorial.trust.actions.send_page import SendPage, Sent


class SendText:
    """Starts the review of the latest revision, goes on with one that was returned, or has it reviewed instead of an
    older one that waits, at the same place. A trusted organisation's is published at once instead (``SendPage``).

    ``seen`` is the version that the writer has checked. Sending the same version again changes nothing.
    ``is_only_wording``: of a source, public translations still say the same.
    """

    def __init__(self, page: Any, user: Any, seen: PageVersion, *, is_only_wording: bool = False) -> None:
        self.page, self.user, self.seen = page, user, seen
        self.is_only_wording = is_only_wording

    def execute(self) -> Sent:
        """Return what was done; it isn't ``is_anything`` where visitors read the text already.

        Raises ``ValidationError`` with every broken rule, ``EditConflictError``, ``PermissionDenied`` (also where
        somebody has locked the page), ``Page.DoesNotExist``.
        """
        if not may_write(self.page, self.user):
            raise PermissionDenied
        with under_lock(self.page.pk, self.seen) as stored:
            page = self.page.get_latest_revision_as_object()
            page.full_clean()
            answer_for_sending(page, stored, self.user, is_only_wording=self.is_only_wording)
            return SendPage(page, stored, self.user).execute()


class TakeBackText:
    """Ends a review that nobody has answered; the text stays as it is. Does nothing where none waits."""

    def __init__(self, page: Any, user: Any, seen: PageVersion) -> None:
        self.page, self.user, self.seen = page, user, seen

    def execute(self) -> bool:
        """Return whether it waited. Raises ``EditConflictError``, ``PermissionDenied``, ``Page.DoesNotExist``."""
        if not self.page.permissions_for_user(self.user).can_edit():
            raise PermissionDenied
        with under_lock(self.page.pk, self.seen):
            state = self.page.current_workflow_state
            is_waiting = state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS
            if is_waiting:
                state.cancel(user=self.user)
            return is_waiting
