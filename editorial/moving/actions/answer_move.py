"""Answers to a request to move: accepting moves at once; declining and withdrawing change nothing else."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Page

from editorial.moving.actions.errors import MoveRequestError, MoveRequestPermissionError
from editorial.moving.models import MoveRequest, MoveStatus
from editorial.moving.move_mails import mail_answered
from editorial.moving.moved_records import home_of, source_page, stored
from listings.actions.base import Action
from listings.actions.move_family import MoveFamily, MoveFamilyError
from listings.enums import OrganisationStatus
from listings.models import Organisation
from regions.models import Portal
from regions.permissions import may_coordinate


class AnswerMove(Action):
    """Ends a request under a lock on its row. Raises ``MoveRequestError``, ``MoveRequest.DoesNotExist``."""

    instance: MoveRequest
    permission_error_class = MoveRequestPermissionError
    permission_message = gettext_lazy("Only coordinators of the portal may answer this request.")
    status: ClassVar[MoveStatus]
    #: The field with the portal whose coordinators may.
    whose: ClassVar[str] = "to_portal"

    def __init__(self, request: MoveRequest, user: Any, text: str = "") -> None:
        super().__init__(request, user)
        self.text = text.strip()

    def user_has_permission(self) -> bool:
        return may_coordinate(self.user, getattr(self.instance, self.whose))

    def check_state(self) -> None:
        if not self.instance.is_waiting:
            raise MoveRequestError(
                _("Somebody else was faster. The request is now: %(state)s.")
                % {"state": self.instance.get_status_display()}
            )

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> MoveRequest:
        rows = MoveRequest.objects.with_portals().select_for_update(of=("self",))
        self.instance = rows.get(pk=self.instance.pk)
        self.check(skip_permission_checks)
        self.write()
        self.instance.status = self.status
        self.instance.answer = self.text
        self.instance.answered_by = self.user
        self.instance.answered_at = timezone.now()
        self.instance.save()
        page = source_page(self.instance.thing)
        if page is not None:
            log(page, f"editorial.{self.action_name}", user=self.user, data={"portal": self.instance.to_portal.title})
        mail_answered(self.instance, by=self.user)
        return self.instance

    def write(self) -> None:
        """Do what the answer does, beside ending the request."""


class AcceptMove(AnswerMove):
    """Moves the organisation to the portal, or the activity to ``organisation``, with all that waits.

    The two portals' agreement is the right to it: nobody needs rights to both places in the page tree.
    """

    action_name = "accept_move"
    status = MoveStatus.ACCEPTED

    def __init__(
        self, request: MoveRequest, user: Any, text: str = "", *, organisation: Organisation | None = None
    ) -> None:
        super().__init__(request, user, text)
        self.organisation = organisation

    def check_state(self) -> None:
        super().check_state()
        record = stored(self.instance.thing)
        if record is None or home_of(record).pk != self.instance.from_portal_id:
            raise MoveRequestError(_("It has been moved or deleted meanwhile. Decline the request."))
        if self.instance.listing_id is not None:
            self._check_organisation()

    def _check_organisation(self) -> None:
        chosen = self.organisation
        if chosen is None:
            raise MoveRequestError(_("Choose the organisation of your portal that takes the activity."))
        if chosen.home_portal_id != self.instance.to_portal_id or chosen.status != OrganisationStatus.JOINED:
            raise MoveRequestError(_("This organisation isn't one of your portal. Choose another one."))

    def write(self) -> None:
        page, destination = source_page(self.instance.thing), self._destination()
        if page is None or destination is None:
            raise MoveRequestError(_("It has been moved or deleted meanwhile. Decline the request."))
        _give_free_names(page, destination)
        try:
            MoveFamily(page, destination, self.user).execute(skip_permission_checks=True)
        except MoveFamilyError as error:
            raise MoveRequestError(str(error)) from error

    def _destination(self) -> Any:
        if self.organisation is not None and self.instance.listing_id is not None:
            return source_page(self.organisation)
        portal: Portal = self.instance.to_portal
        return portal.directory


class DeclineMove(AnswerMove):
    action_name = "decline_move"
    status = MoveStatus.DECLINED

    def check_state(self) -> None:
        super().check_state()
        if not self.text:
            raise MoveRequestError(_("Write the reason: those who asked get it by mail."))


class WithdrawMove(AnswerMove):
    """By the coordinators of the portal that asked."""

    action_name = "withdraw_move"
    status = MoveStatus.WITHDRAWN
    whose = "from_portal"


def _give_free_names(page: Any, destination: Any) -> None:
    """Give the versions names of their own where one is taken there: names are no public addresses."""
    for version in [page, *page.family().exclude(pk=page.pk)]:
        if not Page._slug_is_available(version.slug, destination, version):
            Page.objects.filter(pk=version.pk).update(slug=f"{version.translation_key}-{version.pk}")
