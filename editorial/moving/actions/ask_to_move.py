"""Asking another portal's coordinators to take over an organisation or an activity."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from editorial.moving.actions.errors import MoveRequestError, MoveRequestPermissionError
from editorial.moving.models import MoveRequest
from editorial.moving.move_mails import mail_asked
from editorial.moving.moved_records import home_of, source_page, waits_or_is_public
from listings.actions.base import Action
from listings.models import Listing, Organisation
from regions.models import Portal
from regions.permissions import may_coordinate


class AskToMove(Action):
    """Makes a request, under a lock on the record's row. Raises ``MoveRequestError``; then nothing is written."""

    instance: Listing | Organisation
    action_name = "ask_to_move"
    permission_error_class = MoveRequestPermissionError
    permission_message = gettext_lazy("Only coordinators of its home portal may give it away.")

    def __init__(self, record: Listing | Organisation, user: Any, *, to_portal: Portal, reason: str) -> None:
        super().__init__(record, user)
        self.to_portal, self.reason = to_portal, reason.strip()

    def user_has_permission(self) -> bool:
        return may_coordinate(self.user, home_of(self.instance))

    def check_state(self) -> None:
        if home_of(self.instance).pk == self.to_portal.pk:
            raise MoveRequestError(_("It is at home in this portal already. Choose another one."))
        page = source_page(self.instance)
        if page is None or not waits_or_is_public(page):
            raise MoveRequestError(_("It is a draft of its writer's. It can be moved once it waits or is public."))
        if MoveRequest.objects.waiting().filter(**self._thing()).exists():
            raise MoveRequestError(_("Another portal has been asked already. Withdraw that request first."))
        if not self.reason:
            raise MoveRequestError(_("Write the reason: the other coordinators read it."))

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> MoveRequest:
        rows = type(self.instance).objects.with_portal().select_for_update(of=("self",))
        self.instance = rows.get(pk=self.instance.pk)
        self.check(skip_permission_checks)
        request: MoveRequest = MoveRequest.objects.create(
            **self._thing(),
            from_portal=home_of(self.instance),
            to_portal=self.to_portal,
            reason=self.reason,
            asked_by=self.user,
        )
        log(source_page(self.instance), "editorial.ask_to_move", user=self.user, data={"portal": self.to_portal.title})
        mail_asked(request)
        return request

    def _thing(self) -> dict[str, Any]:
        return {"listing" if isinstance(self.instance, Listing) else "organisation": self.instance}
