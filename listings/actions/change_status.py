"""The life-cycle of an activity: pausing, resuming, cancelling, ending.

A change of the record holds at once; the page and its drafts stay as they are.
"""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.actions.base import RecordAction
from listings.actions.errors import ActionError, ActionPermissionError
from listings.enums import ListingStatus
from listings.models import ActivityPage, Listing
from listings.models.records import confirmation_due
from listings.permissions import may_manage_listing


class ListingActionError(ActionError):
    """The activity isn't in a state for it."""


class ListingActionPermissionError(ListingActionError, ActionPermissionError):
    """Only the organisation's editors and its portal's coordinators change an activity's state."""


class ListingAction(RecordAction):
    """A change of one activity's record (``Listing``). Raises ``ListingActionError``."""

    instance: Listing
    page_model = ActivityPage
    permission_error_class = ListingActionPermissionError
    permission_message = _("You may not change this activity.")

    def user_has_permission(self) -> bool:
        return may_manage_listing(self.user, self.instance)


class ChangeStatus(ListingAction):
    """Changes one of the ``allowed`` statuses to ``status``. Visitors see the reason, in the language of the source."""

    status: ClassVar[ListingStatus]
    allowed: ClassVar[frozenset[ListingStatus]]

    def __init__(self, listing: Listing, user: Any = None, reason: str = "") -> None:
        super().__init__(listing, user)
        self.reason = reason[:300]

    def write(self) -> dict[str, Any]:
        if self.instance.status not in self.allowed:
            raise ListingActionError(_("This activity is %s already.") % self.instance.get_status_display())
        self.instance.status = self.status
        self.instance.status_changed_at = timezone.now()
        self.instance.status_reason = self.reason
        self.instance.ended_on = timezone.localdate() if self.status == ListingStatus.ENDED else None
        self.instance.save(update_fields=["status", "status_changed_at", "status_reason", "ended_on"])
        return {"reason": self.reason}


class PauseListing(ChangeStatus):
    action_name = "pause"
    status = ListingStatus.PAUSED
    allowed = frozenset({ListingStatus.ACTIVE, ListingStatus.CANCELLED})


class CancelListing(ChangeStatus):
    action_name = "cancel"
    status = ListingStatus.CANCELLED
    allowed = frozenset({ListingStatus.ACTIVE, ListingStatus.PAUSED})


class EndListing(ChangeStatus):
    action_name = "end"
    status = ListingStatus.ENDED
    allowed = frozenset({ListingStatus.ACTIVE, ListingStatus.PAUSED, ListingStatus.CANCELLED})


class ResumeListing(ChangeStatus):
    """Also resumes an activity that has ended, as long as its source page exists."""

    action_name = "resume"
    status = ListingStatus.ACTIVE
    allowed = frozenset({ListingStatus.PAUSED, ListingStatus.CANCELLED, ListingStatus.ENDED})

    def write(self) -> dict[str, Any]:
        if ActivityPage.objects.source_of(self.instance) is None:
            raise ListingActionError(_("This activity has been deleted."))
        return super().write()


class ConfirmListing(ListingAction):
    """Confirms an activity for another ``CONFIRMATION_DAYS`` from ``today`` (docs/needs.md, C8)."""

    action_name = "confirm"

    def __init__(self, listing: Listing, user: Any = None, today: datetime.date | None = None) -> None:
        super().__init__(listing, user)
        self.today = today or timezone.localdate()

    def write(self) -> dict[str, Any]:
        if self.instance.status == ListingStatus.ENDED:
            raise ListingActionError(_("This activity has ended."))
        self.instance.confirmed_on = self.today
        self.instance.confirm_by = confirmation_due(self.today)
        self.instance.save(update_fields=["confirmed_on", "confirm_by"])
        return {"confirm_by": self.instance.confirm_by.isoformat()}
