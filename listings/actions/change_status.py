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
from listings.enums import Decider, ListingStatus
from listings.models import ActivityPage, Listing
from listings.models.records import confirmation_due
from listings.permissions import decider_of, may_manage_listing, may_take_back
from regions.permissions import may_coordinate

#: Days for which an organisation can undo the end of an activity.
UNDO_DAYS = 7
_WRITTEN = [
    "status",
    "status_changed_at",
    "status_reason",
    "status_decided_by",
    "paused_until",
    "ended_on",
    "status_before_end",
]


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

    def check_decision(self, decided_by: str) -> None:
        """Raise ``ListingActionError``, which says whom to ask, where only the portal may take a decision back."""
        if may_take_back(self.user, self.instance, decided_by):
            return
        portal = self.instance.home_portal
        ask = {"portal": portal.title, "address": portal.contact_email}
        raise ListingActionError(
            (
                _("A coordinator of %(portal)s has decided this. Ask them to take it back: %(address)s")
                if portal.contact_email
                else _("A coordinator of %(portal)s has decided this. Ask them to take it back.")
            )
            % ask
        )


class ChangeStatus(ListingAction):
    """Changes one of the ``allowed`` statuses to ``status``; a break that is over counts as active.

    Visitors see the reason, in the language of the source.
    """

    status: ClassVar[ListingStatus]
    allowed: ClassVar[frozenset[ListingStatus]]
    #: Statuses that it eases: where a coordinator has set one of them, only a coordinator does it.
    takes_back: ClassVar[frozenset[ListingStatus]] = frozenset()

    def __init__(self, listing: Listing, user: Any = None, reason: str = "") -> None:
        super().__init__(listing, user)
        self.reason = reason[:300]

    def check_state(self) -> None:
        status = ListingStatus(self.instance.status_today)
        if status not in self.allowed:
            raise ListingActionError(_("This activity is %s already.") % status.label)
        if status in self.takes_back:
            self.check_decision(self.instance.status_decided_by)

    def write(self) -> dict[str, Any]:
        self.instance.status_decided_by = self._decided_by()
        self.instance.status = self.status
        self.instance.status_changed_at = timezone.now()
        self.instance.status_reason = self.reason
        self.instance.paused_until = None
        self.instance.ended_on = timezone.localdate() if self.status == ListingStatus.ENDED else None
        self.instance.status_before_end = ""
        return self.save()

    def save(self) -> dict[str, Any]:
        self.instance.save(update_fields=_WRITTEN)
        return {"reason": self.instance.status_reason}

    def _decided_by(self) -> str:
        """Who takes it back. An organisation that ends what its portal has paused doesn't get the say by that."""
        if self.status == ListingStatus.ACTIVE:
            return Decider.ORGANISATION
        decided_by = {decider_of(self.user, self.instance)}
        if self.instance.status_today != ListingStatus.ACTIVE:
            decided_by.add(self.instance.status_decided_by)
        return Decider.PORTAL if Decider.PORTAL in decided_by else Decider.ORGANISATION


class PauseListing(ChangeStatus):
    """``until``: the last day of the break. It is over by itself; None where nobody knows yet when it goes on."""

    action_name = "pause"
    status = ListingStatus.PAUSED
    allowed = frozenset({ListingStatus.ACTIVE, ListingStatus.CANCELLED})
    takes_back = frozenset({ListingStatus.CANCELLED})

    def __init__(
        self, listing: Listing, user: Any = None, reason: str = "", until: datetime.date | None = None
    ) -> None:
        super().__init__(listing, user, reason)
        self.until = until

    def check_state(self) -> None:
        super().check_state()
        if self.until is not None and self.until < timezone.localdate():
            raise ListingActionError(_("That day is over. Choose a day that is still to come."))

    def write(self) -> dict[str, Any]:
        super().write()
        self.instance.paused_until = self.until
        return {**self.save(), "until": self.until.isoformat() if self.until else ""}


class CancelListing(ChangeStatus):
    action_name = "cancel"
    status = ListingStatus.CANCELLED
    allowed = frozenset({ListingStatus.ACTIVE, ListingStatus.PAUSED})


class EndListing(ChangeStatus):
    action_name = "end"
    status = ListingStatus.ENDED
    allowed = frozenset({ListingStatus.ACTIVE, ListingStatus.PAUSED, ListingStatus.CANCELLED})

    def write(self) -> dict[str, Any]:
        before, until = self.instance.status_today, self.instance.paused_until
        reason = self.reason or self.instance.status_reason
        super().write()
        self.instance.status_before_end = before
        if before != ListingStatus.ACTIVE:
            self.instance.paused_until, self.instance.status_reason = until, reason
        return self.save()


class ResumeListing(ChangeStatus):
    """Also resumes an activity that has ended, as long as its source page exists.

    An organisation does so within ``UNDO_DAYS`` of the end; afterwards it copies the activity.
    """

    action_name = "resume"
    status = ListingStatus.ACTIVE
    allowed = takes_back = frozenset({ListingStatus.PAUSED, ListingStatus.CANCELLED, ListingStatus.ENDED})

    def check_state(self) -> None:
        super().check_state()
        if ActivityPage.objects.source_of(self.instance) is None:
            raise ListingActionError(_("This activity has been deleted."))
        if self.instance.status == ListingStatus.ENDED and not may_undo_end(self.user, self.instance):
            raise ListingActionError(_("This ended too long ago to be undone. Copy it into a new announcement."))


class UndoEnd(ResumeListing):
    """Makes an activity that has ended what it was before, such as on a break."""

    action_name = "undo_end"
    allowed = takes_back = frozenset({ListingStatus.ENDED})

    def write(self) -> dict[str, Any]:
        before = self.instance.status_before_end or ListingStatus.ACTIVE
        reason, until = self.instance.status_reason, self.instance.paused_until
        decided_by = self.instance.status_decided_by
        super().write()
        if before != ListingStatus.ACTIVE:
            self.instance.status, self.instance.status_reason = before, reason
            self.instance.paused_until, self.instance.status_decided_by = until, decided_by
        return self.save()


def undo_ends_on(listing: Listing) -> datetime.date | None:
    """Return the last day on which its organisation undoes the end; None where it hasn't ended."""
    if listing.status != ListingStatus.ENDED or listing.ended_on is None:
        return None
    return listing.ended_on + datetime.timedelta(days=UNDO_DAYS)


def may_undo_end(user: Any, listing: Listing) -> bool:
    """Whether the end can still be undone: by the organisation for ``UNDO_DAYS``, by coordinators at any time."""
    if user is None or may_coordinate(user, listing.home_portal):
        return True
    last = undo_ends_on(listing)
    return last is not None and timezone.localdate() <= last


class ConfirmListing(ListingAction):
    """Confirms an activity for another ``CONFIRMATION_DAYS`` from ``today`` (docs/needs.md, C8)."""

    action_name = "confirm"

    def __init__(self, listing: Listing, user: Any = None, today: datetime.date | None = None) -> None:
        super().__init__(listing, user)
        self.today = today or timezone.localdate()

    def check_state(self) -> None:
        if self.instance.status == ListingStatus.ENDED:
            raise ListingActionError(_("This activity has ended."))

    def write(self) -> dict[str, Any]:
        self.instance.confirmed_on = self.today
        self.instance.confirm_by = confirmation_due(self.today)
        self.instance.save(update_fields=["confirmed_on", "confirm_by"])
        return {"confirm_by": self.instance.confirm_by.isoformat()}
