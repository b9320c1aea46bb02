"""An activity's life-cycle: pausing, resuming, cancelling, ending. True at once; the page and its drafts stay as they
are.
"""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from listings.actions.errors import ActionError, ActionPermissionError
from listings.enums import ListingStatus
from listings.models import ActivityPage, Listing
from listings.permissions import may_manage_listing


class ListingActionError(ActionError):
    """The activity isn't in a state for it."""


class ListingActionPermissionError(ListingActionError, ActionPermissionError):
    """Only the organisation's editors and its portal's coordinators change an activity's state."""


class ListingAction:
    """What writes to the record of one activity share: the right to do it, the row's lock and the line in the log."""

    log_action: ClassVar[str]

    def __init__(self, listing: Listing, user: Any = None) -> None:
        self.listing = listing
        self.user = user

    def check(self, skip_permission_checks: bool = False) -> None:
        if self.user is not None and not skip_permission_checks and not may_manage_listing(self.user, self.listing):
            raise ListingActionPermissionError(_("You may not change this activity."))

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Listing:
        """The record as it is now. Raises ``ListingActionError``."""
        self.check(skip_permission_checks)
        self.listing = Listing.objects.select_for_update().get(pk=self.listing.pk)
        data = self.write()
        page = ActivityPage.objects.source_of(self.listing)
        log(page or self.listing, self.log_action, user=self.user, data=data)
        return self.listing

    def write(self) -> dict[str, Any]:
        """Change the locked record; returns what the log should keep."""
        raise NotImplementedError


class ChangeStatus(ListingAction):
    """From one of ``allowed`` to ``status``, with a reason in the source language that visitors see."""

    status: ClassVar[ListingStatus]
    allowed: ClassVar[frozenset[ListingStatus]]

    def __init__(self, listing: Listing, user: Any = None, reason: str = "") -> None:
        super().__init__(listing, user)
        self.reason = reason[:300]

    def write(self) -> dict[str, Any]:
        if self.listing.status not in self.allowed:
            raise ListingActionError(_("This activity is %s already.") % self.listing.get_status_display())
        self.listing.status = self.status
        self.listing.status_changed_at = timezone.now()
        self.listing.status_reason = self.reason
        self.listing.ended_on = timezone.localdate() if self.status == ListingStatus.ENDED else None
        self.listing.save(update_fields=["status", "status_changed_at", "status_reason", "ended_on"])
        return {"reason": self.reason}


class PauseListing(ChangeStatus):
    log_action = "listings.pause"
    status = ListingStatus.PAUSED
    allowed = frozenset({ListingStatus.ACTIVE, ListingStatus.CANCELLED})


class CancelListing(ChangeStatus):
    log_action = "listings.cancel"
    status = ListingStatus.CANCELLED
    allowed = frozenset({ListingStatus.ACTIVE, ListingStatus.PAUSED})


class EndListing(ChangeStatus):
    log_action = "listings.end"
    status = ListingStatus.ENDED
    allowed = frozenset({ListingStatus.ACTIVE, ListingStatus.PAUSED, ListingStatus.CANCELLED})


class ResumeListing(ChangeStatus):
    """Also brings back what had ended, as long as its source page is there."""

    log_action = "listings.resume"
    status = ListingStatus.ACTIVE
    allowed = frozenset({ListingStatus.PAUSED, ListingStatus.CANCELLED, ListingStatus.ENDED})

    def write(self) -> dict[str, Any]:
        if ActivityPage.objects.source_of(self.listing) is None:
            raise ListingActionError(_("This activity has been deleted."))
        return super().write()


class ConfirmListing(ListingAction):
    """Its owner says that it is still right (need C8): valid for another half year from ``today``."""

    log_action = "listings.confirm"

    def __init__(self, listing: Listing, user: Any = None, today: datetime.date | None = None) -> None:
        super().__init__(listing, user)
        self.today = today or timezone.localdate()

    def write(self) -> dict[str, Any]:
        from listings.models.records import confirmation_due

        if self.listing.status == ListingStatus.ENDED:
            raise ListingActionError(_("This activity has ended."))
        self.listing.confirmed_on = self.today
        self.listing.confirm_by = confirmation_due(self.today)
        self.listing.save(update_fields=["confirmed_on", "confirm_by"])
        return {"confirm_by": self.listing.confirm_by.isoformat()}
