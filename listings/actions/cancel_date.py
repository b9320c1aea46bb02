"""Cancelling one date of an activity, and restoring it."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from listings.actions.change_status import ListingAction, ListingActionError
from listings.models import ActivityPage, CancelledDate, Listing
from listings.permissions import decider_of
from listings.schedule.occurrences import DateWindow, expand


class CancelDate(ListingAction):
    """Cancels a date on which the activity takes place; visitors see it struck out at once."""

    action_name = "cancel_date"

    def __init__(self, listing: Listing, date: datetime.date, user: Any = None, reason: str = "") -> None:
        super().__init__(listing, user)
        self.date = date
        self.reason = reason[:200]

    def write(self) -> dict[str, Any]:
        page = ActivityPage.objects.source_of(self.instance)
        if page is None or not expand(page.schedule, DateWindow(self.date, self.date)):
            raise ListingActionError(_("The activity doesn't take place on that day."))
        before = CancelledDate.objects.filter(listing=self.instance, date=self.date).first()
        if before is not None:
            self.check_decision(before.decided_by)
        values = {"reason": self.reason, "decided_by": decider_of(self.user, self.instance)}
        CancelledDate.objects.update_or_create(listing=self.instance, date=self.date, defaults=values)
        return {"date": self.date.isoformat(), "reason": self.reason}


class RestoreDate(ListingAction):
    """Restores a cancelled date."""

    action_name = "restore_date"

    def __init__(self, listing: Listing, date: datetime.date, user: Any = None) -> None:
        super().__init__(listing, user)
        self.date = date

    def write(self) -> dict[str, Any]:
        cancelled = CancelledDate.objects.filter(listing=self.instance, date=self.date).first()
        if cancelled is None:
            raise ListingActionError(_("That day isn't cancelled."))
        self.check_decision(cancelled.decided_by)
        cancelled.delete()
        return {"date": self.date.isoformat()}
