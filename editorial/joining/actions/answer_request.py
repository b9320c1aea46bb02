"""What a coordinator does with a request: ask back, decline, pass on. Approving is in ``approve_request``."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from editorial.joining.actions.errors import JoinError, JoinPermissionError
from editorial.joining.joining_mails import DECLINED, PASSED_ON, QUESTION, mail_coordinators, mail_person
from editorial.joining.models import OPEN_STATUSES, JoinMessage, JoinRequest, JoinStatus, MessageKind
from editorial.joining.permissions import may_answer_request
from listings.actions.base import Action
from regions.models import Portal

#: The longest question or reason.
MAX_TEXT = 3000


def request_version(join_request: JoinRequest) -> str:
    """Return what tells whether somebody has done something with a request since it was shown."""
    return join_request.changed_at.isoformat(timespec="microseconds")


class AnswerRequest(Action):
    """Changes a request under a lock on its row, notes it in the log, and mails the person.

    ``seen``: the version (``request_version``) that the coordinator had before them; without it only the state is
    compared. Raises ``JoinError`` where somebody else was faster, ``JoinRequest.DoesNotExist`` for one that is gone.
    """

    instance: JoinRequest
    permission_error_class = JoinPermissionError
    permission_message = _("Only coordinators of the portal may answer this request.")
    action_name: ClassVar[str]
    statuses: ClassVar[tuple[str, ...]] = OPEN_STATUSES
    #: What is said where the text is missing; empty: it needs none.
    text_is_missing: ClassVar[Any] = ""

    def __init__(self, join_request: JoinRequest, user: Any = None, text: str = "", *, seen: str = "") -> None:
        super().__init__(join_request, user)
        self.text = text.strip()
        self.seen = seen

    def user_has_permission(self) -> bool:
        return may_answer_request(self.user, self.instance)

    def check_state(self) -> None:
        if self.instance.status not in self.statuses or (self.seen and self.seen != request_version(self.instance)):
            raise JoinError(
                gettext("Somebody else was faster. The request is now: %(state)s.")
                % {"state": self.instance.get_status_display()}
            )
        if self.text_is_missing and not self.text:
            raise JoinError(str(self.text_is_missing))
        if len(self.text) > MAX_TEXT:
            raise JoinError(gettext("Write at most %(count)d characters.") % {"count": MAX_TEXT})

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> JoinRequest:
        rows = JoinRequest.objects.select_for_update(of=("self",)).select_related(
            "portal__site", "organisation_type", "municipality"
        )
        self.instance = rows.get(pk=self.instance.pk)
        self.check(skip_permission_checks)
        self.instance.changed_at = timezone.now()
        self.write()
        self.instance.save()
        log(self.instance, f"editorial.{self.action_name}", user=self.user)
        self.tell()
        return self.instance

    def write(self) -> None:
        """Change the locked request; it is saved afterwards."""
        raise NotImplementedError

    def tell(self) -> None:
        """Queue the mails."""

    def say(self, kind: MessageKind) -> None:
        JoinMessage.objects.create(request=self.instance, kind=kind, text=self.text, said_by=self.user)

    def close(self, status: JoinStatus) -> None:
        self.instance.status = status
        self.instance.answered_at = self.instance.changed_at
        self.instance.answered_by = self.user


class AskBack(AnswerRequest):
    """Asks the person something; they change what they wrote and send it again."""

    action_name = "ask_back"
    statuses = (JoinStatus.WAITING,)
    text_is_missing = _("Write what you want to ask.")

    def write(self) -> None:
        self.say(MessageKind.QUESTION)
        self.instance.status = JoinStatus.ASKED

    def tell(self) -> None:
        mail_person(QUESTION, self.instance, request_version(self.instance))


class DeclineRequest(AnswerRequest):
    action_name = "decline_request"
    text_is_missing = _("Write the reason: the person gets it by mail.")

    def write(self) -> None:
        self.say(MessageKind.REASON)
        self.close(JoinStatus.DECLINED)

    def tell(self) -> None:
        mail_person(DECLINED, self.instance, "")


class PassOnRequest(AnswerRequest):
    """Gives the request to another portal's coordinators."""

    action_name = "pass_on_request"

    def __init__(
        self, join_request: JoinRequest, user: Any = None, text: str = "", *, portal: Portal, seen: str = ""
    ) -> None:
        super().__init__(join_request, user, text, seen=seen)
        self.portal = portal

    def check_state(self) -> None:
        super().check_state()
        if self.portal.pk == self.instance.portal_id:
            raise JoinError(gettext("The request is at this portal already. Choose another one."))

    def write(self) -> None:
        self.instance.portal = self.portal
        self.say(MessageKind.PASSED_ON)

    def tell(self) -> None:
        mail_person(PASSED_ON, self.instance, request_version(self.instance))
        if self.instance.status == JoinStatus.WAITING:
            mail_coordinators(self.instance)
