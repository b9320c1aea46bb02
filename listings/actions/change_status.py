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
    """Changes one of the ``allowed`` statuses to ``status``. Visitors see the reason, in the language of the source."""

    status: ClassVar[ListingStatus]
    allowed: ClassVar[frozenset[ListingStatus]]
    #: Statuses that it eases: where a coordinator has set one of them, only a coordinator does it.
    takes_back: ClassVar[frozenset[ListingStatus]] = frozenset()

    def __init__(self, listing: Listing, user: Any = None, reason: str = "") -> None:
        super().__init__(listing, user)
        self.reason = reason[:300]

    def check_state(self) -> None:
        if self.instance.status not in self.allowed:
            raise ListingActionError(_("This activity is %s already.") % self.instance.get_status_display())
        if self.instance.status in self.takes_back:
            self.check_decision(self.instance.status_decided_by)

    def write(self) -> dict[str, Any]:
        self.instance.status_decided_by = self._decided_by()
        self.instance.status = self.status
        self.instance.status_changed_at = timezone.now()
        self.instance.status_reason = self.reason
        self.instance.ended_on = timezone.localdate() if self.status == ListingStatus.ENDED else None
        self.instance.save(
            update_fields=["status", "status_changed_at", "status_reason", "status_decided_by", "ended_on"]
        )
        return {"reason": self.reason}

    def _decided_by(self) -> str:
        """Who takes it back. An organisation that ends what its portal has paused doesn't get the say by that."""
        if self.status == ListingStatus.ACTIVE:
            return Decider.ORGANISATION
        decided_by = {decider_of(self.user, self.instance), self.instance.status_decided_by}
        return Decider.PORTAL if Decider.PORTAL in decided_by else Decider.ORGANISATION


class PauseListing(ChangeStatus):
    action_name = "pause"
    status = ListingStatus.PAUSED
    allowed = frozenset({ListingStatus.ACTIVE, ListingStatus.CANCELLED})
    takes_back = frozenset({ListingStatus.CANCELLED})


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
    allowed = takes_back = frozenset({ListingStatus.PAUSED, ListingStatus.CANCELLED, ListingStatus.ENDED})

    def check_state(self) -> None:
        super().check_state()
        if ActivityPage.objects.source_of(self.instance) is None:
            raise ListingActionError(_("This activity has been deleted."))


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
