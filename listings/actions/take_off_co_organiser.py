"""Taking an organisation off an activity that names it as a co-organiser, and naming it again."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.actions.base import RecordAction
from listings.actions.errors import ActionError, ActionPermissionError
from listings.co_organisers import is_named
from listings.enums import Decider
from listings.models import ActivityPage, CoOrganising, Listing, Organisation
from listings.permissions import may_answer_for_co_organiser, may_coordinate_either


class CoOrganiserError(ActionError):
    """The activity doesn't name the organisation, or it is in this state already."""


class CoOrganiserPermissionError(CoOrganiserError, ActionPermissionError):
    """Only the named organisation's people, and the coordinators of either portal, answer for it."""


class _CoOrganiserAction(RecordAction):
    """A change of one activity's record that concerns another organisation. Raises ``CoOrganiserError``."""

    instance: Listing
    page_model = ActivityPage
    permission_error_class = CoOrganiserPermissionError
    permission_message = _("You may not answer for this organisation.")

    def __init__(self, listing: Listing, organisation: Organisation, user: Any = None) -> None:
        super().__init__(listing, user)
        self.organisation = organisation

    def user_has_permission(self) -> bool:
        return may_answer_for_co_organiser(self.user, self.instance, self.organisation)

    def _row(self) -> CoOrganising | None:
        rows = CoOrganising.objects.filter(listing=self.instance, organisation=self.organisation)
        row: CoOrganising | None = rows.first()
        return row

    def _decider(self) -> Decider:
        """A program, without a user, decides as the organisation."""
        is_portals = self.user is not None and may_coordinate_either(self.user, self.instance, self.organisation)
        return Decider.PORTAL if is_portals else Decider.ORGANISATION


class TakeOffCoOrganiser(_CoOrganiserAction):
    """Visitors no longer read the organisation's name on the activity: at once, and whatever is approved later."""

    action_name = "take_off_co_organiser"

    def check_state(self) -> None:
        row = self._row()
        if row is not None and row.left_at is not None:
            raise CoOrganiserError(_("The organisation has been taken off this activity already."))
        if not is_named(self.instance, self.organisation):
            raise CoOrganiserError(_("This activity doesn't name the organisation."))

    def write(self) -> dict[str, Any]:
        values = {"left_at": timezone.now(), "left_decided_by": self._decider()}
        CoOrganising.objects.update_or_create(listing=self.instance, organisation=self.organisation, defaults=values)
        return {"organisation": str(self.organisation.pk)}


class NameCoOrganiserAgain(_CoOrganiserAction):
    """The organisation is named again wherever the activity's page names it.

    What a coordinator has decided, only a coordinator takes back.
    """

    action_name = "name_co_organiser_again"

    def check_state(self) -> None:
        row = self._row()
        if row is None or row.left_at is None:
            raise CoOrganiserError(_("The organisation hasn't been taken off this activity."))
        if row.left_decided_by == Decider.PORTAL and self.user is not None and self._decider() != Decider.PORTAL:
            raise CoOrganiserError(_("A coordinator has decided this. Ask the coordinators of your portal."))

    def write(self) -> dict[str, Any]:
        values = {"left_at": None, "left_decided_by": Decider.ORGANISATION}
        CoOrganising.objects.filter(listing=self.instance, organisation=self.organisation).update(**values)
        return {"organisation": str(self.organisation.pk)}
