"""What the person who asks does by the links of mails: confirm, withdraw, reply."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.joining import sending_limits
from editorial.joining.actions.errors import JoinError
from editorial.joining.actions.send_request import TooManyError
from editorial.joining.joining_mails import RECEIVED, mail_coordinators, mail_person
from editorial.joining.models import JoinMessage, JoinRequest, JoinStatus, MessageKind


@transaction.atomic
def confirm_request(join_request: JoinRequest) -> JoinRequest:
    """The address is the person's: the request now waits for the coordinator.

    Raises ``JoinError`` for an old link, and ``TooManyError`` where the portal takes no more now; the link works later.
    """
    locked = _locked_with_address(join_request)
    if locked.status != JoinStatus.UNCONFIRMED:
        return locked
    if locked.confirm_until is None or timezone.now() >= locked.confirm_until:
        raise JoinError(_("This link no longer works. Ask for a new one."))
    if not sending_limits.takes_portal(locked.portal):
        raise TooManyError(_("More requests come just now than we can take. Confirm yours in an hour."))
    locked.status = JoinStatus.WAITING
    locked.confirmed_at = locked.changed_at = timezone.now()
    locked.save(update_fields=["status", "confirmed_at", "changed_at"])
    mail_person(RECEIVED, locked, "")
    mail_coordinators(locked)
    return locked


@transaction.atomic
def withdraw_request(join_request: JoinRequest) -> None:
    """Delete a request that nobody has confirmed: whoever has the address didn't send it. Raises ``JoinError``."""
    locked = _locked_with_address(join_request)
    if locked.status == JoinStatus.UNCONFIRMED:
        locked.delete()


@transaction.atomic
def reply_to_question(join_request: JoinRequest, values: dict[str, Any], text: str) -> JoinRequest:
    """Store what the person has changed and says; the request waits for the coordinator again.

    Raises ``JoinError`` where no question waits for a reply.
    """
    locked = _locked(join_request)
    if locked.status != JoinStatus.ASKED:
        raise JoinError(_("This has been answered already."))
    changed = [name for name, value in values.items() if getattr(locked, name) != value]
    for name, value in values.items():
        setattr(locked, name, value)
    locked.status, locked.changed_at = JoinStatus.WAITING, timezone.now()
    locked.save()
    JoinMessage.objects.create(request=locked, kind=MessageKind.REPLY, text=text, changed=changed)
    mail_coordinators(locked)
    return locked


def _locked_with_address(join_request: JoinRequest) -> JoinRequest:
    """The row, while its address is still the one that the link went to."""
    locked = _locked(join_request)
    if locked.address_key != join_request.address_key:
        raise JoinError(_("This link no longer works. Ask for a new one."))
    return locked


def _locked(join_request: JoinRequest) -> JoinRequest:
    locked: JoinRequest | None = (
        JoinRequest.objects.select_for_update(of=("self",))
        .select_related("portal__site")
        .filter(pk=join_request.pk)
        .first()
    )
    if locked is None:
        raise JoinError(_("This request is no longer there."))
    return locked
