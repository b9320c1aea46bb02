"""Changing and taking away a person's role in a portal."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from editorial.people.actions.errors import PeopleError, PeoplePermissionError
from editorial.people.last_days import fault_of_giver, fault_of_last_day
from editorial.people.permissions import may_give_role
from editorial.people.portal_role_notices import (
    ROLE_CHANGED,
    ROLE_REMOVED,
    tell_of_departure,
    tell_person,
)
from editorial.people.remaining_people import others_stay
from regions.models import Portal, PortalMembership, PortalRole
from regions.permissions import is_national_admin


class PortalRoleAction:
    """A change of one membership, under a lock on its portal: one change at a time is made in a portal.

    Rights and state are checked under the lock. Without ``user`` a program acts, and rights aren't checked. Raises
    ``PeoplePermissionError`` or ``PeopleError``; then nothing has been written. The log of the portal has the person's
    id and no name.
    """

    action_name: ClassVar[str]

    def __init__(self, membership: PortalMembership, user: Any = None) -> None:
        self.membership = membership
        self.user = user

    @transaction.atomic
    def execute(self) -> None:
        portal = Portal.objects.select_for_update(no_key=True).select_related(None).get(pk=self.membership.portal_id)
        rows = PortalMembership.objects.select_for_update(of=("self",)).select_related("user", "portal__site")
        membership = rows.filter(pk=self.membership.pk).first()
        if membership is None:
            raise PeopleError(_("This person no longer has the role."))
        self.membership = membership
        self.check()
        data = {"person": membership.user_id, "role": str(membership.role)}
        changes = self.write()
        if changes is not None:
            log(portal, f"editorial.{self.action_name}", user=self.user, data=data | changes)

    def check(self) -> None:
        if self.user is not None and not may_give_role(self.user, self.membership.portal, self.membership.role):
            raise PeoplePermissionError(_("You may not change this role."))
        self.check_state()

    def check_state(self) -> None:
        """Raise ``PeopleError`` where the change makes no sense now."""

    def write(self) -> dict[str, Any] | None:
        """Change the locked row; return what the log keeps beside person and role, None where nothing changed."""
        raise NotImplementedError

    def refuse_where_nobody_stays(self) -> None:
        """Raise ``PeopleError`` where the role would end, now or on a day, with nobody left to have it.

        A portal may lose its last coordinator only by a national administrator, and the service never its last
        national administrator.
        """
        if others_stay(self.membership):
            return
        if self.membership.role == PortalRole.NATIONAL_ADMIN:
            raise PeopleError(_("This is the last national administrator. Invite another one first."))
        if (
            self.membership.role == PortalRole.COORDINATOR
            and self.user is not None
            and not is_national_admin(self.user)
        ):
            raise PeopleError(
                _("The portal would be left without a coordinator. Invite another one first, who then removes you.")
                if self.user.pk == self.membership.user_id
                else _("The portal would be left without a coordinator. Invite another one first.")
            )


class ChangePortalRole(PortalRoleAction):
    """Gives a role other languages (translators) and another last day, None for no end.

    Nobody moves their own last day away, apart from national administrators.
    """

    action_name = "change_portal_role"

    def __init__(
        self,
        membership: PortalMembership,
        user: Any = None,
        *,
        languages: Sequence[str] = (),
        ends_on: datetime.date | None = None,
    ) -> None:
        super().__init__(membership, user)
        self.languages = list(languages)
        self.ends_on = ends_on

    def check_state(self) -> None:
        changed = copy.copy(self.membership)
        changed.languages = self.languages
        try:
            changed.clean()
        except ValidationError as error:
            raise PeopleError(" ".join(error.messages)) from error
        if self.ends_on == self.membership.ends_on:
            return
        if fault := fault_of_last_day(self.ends_on):
            raise PeopleError(fault)
        if self._is_own_and_later():
            raise PeopleError(_("Ask another coordinator to give you a later last day."))
        membership = self.membership
        if fault := fault_of_giver(self.ends_on, by=self.user, portal=membership.portal, role=membership.role):
            raise PeopleError(fault)
        if self.ends_on is not None and self.membership.ends_on is None:
            self.refuse_where_nobody_stays()

    def _is_own_and_later(self) -> bool:
        before = self.membership.ends_on
        if self.user is None or self.user.pk != self.membership.user_id or before is None:
            return False
        return not is_national_admin(self.user) and (self.ends_on is None or self.ends_on > before)

    def write(self) -> dict[str, Any] | None:
        membership = self.membership
        if membership.languages == self.languages and membership.ends_on == self.ends_on:
            return None
        membership.languages, membership.ends_on = self.languages, self.ends_on
        membership.save(update_fields=["languages", "ends_on"])
        tell_person(ROLE_CHANGED, membership, by=self.user)
        return {"languages": self.languages, "ends_on": self.ends_on.isoformat() if self.ends_on else ""}


class RemovePortalRole(PortalRoleAction):
    """Takes a role away, at once. What the person has written stays."""

    action_name = "remove_portal_role"

    def check_state(self) -> None:
        self.refuse_where_nobody_stays()

    def write(self) -> dict[str, Any]:
        tell_person(ROLE_REMOVED, self.membership, by=self.user)
        tell_of_departure(self.membership, by=self.user)
        self.membership.delete()
        return {}
