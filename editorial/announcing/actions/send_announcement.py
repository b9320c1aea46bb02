"""Sending an announcement: to its portal's review, or into the open where its organisation is trusted with that."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editorial.desk_texts.wording_question import answer_for_sending
from editorial.edit_conflicts.page_lock import under_lock
from editorial.edit_conflicts.page_version import PageVersion
from editorial.trust.actions.send_page import SendPage, Sent
from listings.actions.errors import ActionError, ActionPermissionError
from listings.models import ActivityPage
from listings.page_faults import page_faults
from listings.permissions import may_edit_for


class NothingToSendError(ActionError):
    """What would be sent is public already, or the portal has no review."""


class SendAnnouncement:
    """Sends the latest revision to review: begins one, goes on with one that was returned, or replaces what waits.

    A trusted organisation's is published at once instead (``SendPage``).

    ``seen`` is the version that the writer has checked; exactly that one is sent. A version that is sent while another
    one waits takes over its place. ``is_only_wording``: public translations still say the same.
    """

    def __init__(self, page: ActivityPage, user: Any, seen: PageVersion, *, is_only_wording: bool = False) -> None:
        self.page, self.user, self.seen = page, user, seen
        self.is_only_wording = is_only_wording

    def execute(self) -> Sent:
        """Return what was done. Sending twice changes nothing.

        Raises ``ValidationError`` with every fault, ``EditConflictError`` where the page has been written since,
        ``NothingToSendError``, ``ActionPermissionError``, ``Page.DoesNotExist``. Then nothing has been written.
        """
        with under_lock(self.page.pk, self.seen) as stored:
            record = self.page.record
            if record is None or not may_edit_for(self.user, record.organisation_id):
                raise ActionPermissionError(_("You don't write for this organisation any more."))
            page: ActivityPage = self._latest(stored)
            faults = page_faults(page)
            if faults:
                raise ValidationError([fault.message for fault in faults])
            if page.latest_revision_id is None:
                page.save_revision(user=self.user, clean=False)
            answer_for_sending(page, stored, self.user, is_only_wording=self.is_only_wording)
            sent = SendPage(page, stored, self.user).execute()
            if not sent.is_anything:
                raise NothingToSendError(_("This text is public already. There is nothing to send."))
            return sent

    def _latest(self, stored: Any) -> ActivityPage:
        """The version that is sent: of the page as it was read, if nobody has written it before it was locked."""
        is_read = self.page.latest_revision_id == stored.latest_revision_id
        page: ActivityPage = (self.page if is_read else stored.specific).latest_version()
        return page
