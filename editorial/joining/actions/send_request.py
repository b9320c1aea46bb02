"""Sending a request to join, and mailing the link that confirms its address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.joining import sending_limits
from editorial.joining.actions.errors import JoinError
from editorial.joining.joining_mails import CONFIRM, mail_person
from editorial.joining.models import JoinRequest, JoinStatus


class TooManyError(JoinError):
    """More is sent than anybody sends. Nothing is wrong with the request itself."""


def send_request(key: UUID, values: dict[str, Any]) -> JoinRequest:
    """Store a request under the key of its form, and mail the link to its address.

    ``values`` are those of its fields. The same form again changes the request while it isn't confirmed, so that a
    second press of the button makes no second one; with another address it counts as another request. An address that
    has had such a mail lately gets none by itself. Raises ``TooManyError``.
    """
    address = values["person_email"] = values["person_email"].lower()
    with sending_limits.lock_address(address):
        return _send(key, values, address)


def _send(key: UUID, values: dict[str, Any], address: str) -> JoinRequest:
    join_request = JoinRequest.objects.select_for_update().filter(pk=key).first()
    if join_request is not None and join_request.status != JoinStatus.UNCONFIRMED:
        return join_request
    if join_request is None and not sending_limits.takes_portal(values["portal"]):
        raise TooManyError(_("More requests come just now than we can take. Send yours in an hour."))
    join_request = join_request or JoinRequest(pk=key)
    if join_request.person_email != address:
        if not sending_limits.count_for_address(address):
            raise TooManyError(
                _("Many requests have come for this e-mail address today. Send this one tomorrow, or write to us.")
            )
        join_request.mailed_at = None  # this address has had no link
    may_mail = join_request.mailed_at is None and sending_limits.count_mail_by_itself(address)
    for name, value in values.items():
        setattr(join_request, name, value)
    join_request.agreed_at = timezone.now()
    join_request.save()
    if may_mail:
        _mail(join_request)
    return join_request


def mail_again(join_request: JoinRequest) -> None:
    """Send the link of the confirmation again, valid from now. Raises ``JoinError``: confirmed already, or too many."""
    with sending_limits.lock_address(join_request.person_email):
        locked = JoinRequest.objects.select_for_update().filter(pk=join_request.pk).first()
        if locked is None or locked.status != JoinStatus.UNCONFIRMED:
            raise JoinError(_("The request has been confirmed already."))
        if locked.address_key != join_request.address_key:
            raise JoinError(_("This link no longer works. Ask for a new one."))
        if not sending_limits.count_mail_again(locked.person_email):
            raise TooManyError(
                _("We have just sent a mail to this address. Look for it, also among spam; then try later.")
            )
        _mail(locked)


def _mail(join_request: JoinRequest) -> None:
    join_request.mails += 1
    join_request.mailed_at = timezone.now()
    join_request.save(update_fields=["mails", "mailed_at"])
    mail_person(CONFIRM, join_request, f"{join_request.mails}")
