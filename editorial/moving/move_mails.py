"""Mails about moving: to the coordinators who are asked, to those who asked, and to those who get what waits."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.mails.mail_addresses import admin_address
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail
from editorial.mails.queueing import queue_mail
from editorial.moving.models import MoveRequest, MoveStatus
from editorial.moving.moved_records import stored
from regions.people import person_name
from regions.portal_staff import coordinators_or_administrators

ASKED = "move-asked"
ANSWERED = "move-answered"


def mail_asked(request: MoveRequest) -> None:
    """Tell the coordinators of the portal that is asked; national administrators where it has none."""
    for person in coordinators_or_administrators(request.to_portal, without=request.asked_by):
        queue_mail(ASKED, portal=request.to_portal, person=person, thing=request)


def mail_answered(request: MoveRequest, *, by: Any) -> None:
    """Tell the coordinators of the portal that asked; of a request that was withdrawn, those who were asked."""
    is_withdrawn = request.status == MoveStatus.WITHDRAWN
    portal = request.to_portal if is_withdrawn else request.from_portal
    for person in coordinators_or_administrators(portal, without=by):
        queue_mail(ANSWERED, portal=portal, person=person, thing=request)


def asked_mail(mail: Mail) -> MailContent | None:
    request = _request_of(mail)
    if request is None or not request.is_waiting:
        return None
    names = _names(request)
    return MailContent(
        subject=_("To your portal: %(title)s") % names,
        paragraphs=(
            _("%(person)s (%(from)s) asks you to take over “%(title)s” to %(to)s.") % names,
            _("With it comes what waits for review. They write:"),
        ),
        quote=request.reason,
        button=(_("Read and answer"), admin_address("move_request", request.pk)),
    )


def answered_mail(mail: Mail) -> MailContent | None:
    request = _request_of(mail)
    if request is None or request.is_waiting:
        return None
    names = _names(request)
    sentences = {
        MoveStatus.ACCEPTED: _("“%(title)s” is now at home in %(to)s, with everything that waits.") % names,
        MoveStatus.DECLINED: _("“%(title)s” stays in %(from)s: %(to)s doesn't take it.") % names,
        MoveStatus.WITHDRAWN: _("“%(title)s” stays in %(from)s: the request was withdrawn.") % names,
    }
    subjects = {
        MoveStatus.ACCEPTED: _("Moved: %(title)s") % names,
        MoveStatus.DECLINED: _("Not moved: %(title)s") % names,
        MoveStatus.WITHDRAWN: _("Withdrawn: %(title)s") % names,
    }
    status = MoveStatus(request.status)
    return MailContent(
        subject=subjects[status],
        paragraphs=(sentences[status], *((_("They write:"),) if request.answer else ())),
        quote=request.answer,
        button=(_("Look at the request"), admin_address("move_request", request.pk)),
    )


def _request_of(mail: Mail) -> MoveRequest | None:
    found: MoveRequest | None = MoveRequest.objects.with_portals().filter(pk=mail.thing_key).first()
    return found


def _names(request: MoveRequest) -> dict[str, str]:
    return {
        "title": str(stored(request.thing) or request.thing),
        "person": person_name(request.asked_by) or _("A coordinator"),
        "from": request.from_portal.title,
        "to": request.to_portal.title,
    }


def connect() -> None:
    kinds.register(ASKED, MailKind(asked_mail, label=gettext_lazy("requests to move to your portal")))
    kinds.register(ANSWERED, MailKind(answered_mail, label=gettext_lazy("answers to requests to move")))
