"""The ledger of mails as the national administrator sees it: counts, filters, and rows in words."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.mails.mail_kinds import kind_label, kinds
from editorial.mails.models import IN_TROUBLE, Mail, MailStatus
from editorial.mails.recipients import masked
from regions.languages import own_name
from regions.registry import Registry

#: Icons of Wagtail's admin by status.
_ICONS = {
    MailStatus.QUEUED: "time",
    MailStatus.SENDING: "rotate",
    MailStatus.SENT: "circle-check",
    MailStatus.FAILED: "warning",
    MailStatus.INTERRUPTED: "help",
}
_OTHER_ICON = "cross"

#: Other places where mails are read, such as files in development: from nothing to (label, address), or None.
other_places: Registry[Callable[[], tuple[str, str] | None]] = Registry("place where mails are read")


@dataclass(frozen=True)
class StatusCount:
    """How many mails have a status, with the address of their list."""

    status: MailStatus
    count: int
    url: str
    icon: str
    is_chosen: bool


@dataclass(frozen=True)
class MailRow:
    """One mail: what, to whom, how far it is, when. ``resend_url`` is empty where it can't be sent again."""

    number: int
    kind: str
    recipient: str
    portal: str
    language: str
    status: MailStatus
    icon: str
    is_in_trouble: bool
    error: str
    attempts: str
    queued_at: datetime.datetime
    sent_at: datetime.datetime | None
    retry_at: datetime.datetime | None
    resend_url: str


def status_counts(chosen: str) -> list[StatusCount]:
    """Count the mails of each status that has any, the troubled first; one query."""
    counts = dict(Mail.objects.order_by().values_list("status").annotate(Count("pk")))
    address = reverse("editorial_mails")
    ordered = sorted(MailStatus, key=lambda status: status not in IN_TROUBLE)
    return [
        StatusCount(status, counts[status], f"{address}?status={status}", icon_of(status), status == chosen)
        for status in ordered
        if counts.get(status)
    ]


def listed_mails(status: str, kind: str) -> QuerySet[Mail]:
    """The mails of a status and of a kind, or of all: those in trouble first, then the newest."""
    mails = Mail.objects.select_related("person", "portal")
    if status in MailStatus.values:
        mails = mails.filter(status=status)
    if kinds.get(kind) is not None:
        mails = mails.filter(kind=kind)
    trouble = Case(When(status__in=IN_TROUBLE, then=Value(0)), default=Value(1), output_field=IntegerField())
    return mails.order_by(trouble, "-created_at", "-pk")


def kind_choices() -> list[tuple[str, str]]:
    return sorted(((name, kind_label(name)) for name in kinds.names()), key=lambda choice: choice[1])


def make_rows(mails: Iterable[Mail]) -> list[MailRow]:
    return [make_row(mail) for mail in mails]


def make_row(mail: Mail) -> MailRow:
    status = MailStatus(mail.status)
    can_be_resent = status in IN_TROUBLE and not mail.has_secrets
    return MailRow(
        number=mail.pk,
        kind=kind_label(mail.kind),
        recipient=recipient_of(mail),
        portal=mail.portal.title,
        language=own_name(mail.language),
        status=status,
        icon=icon_of(status),
        is_in_trouble=status in IN_TROUBLE,
        error=mail.error,
        attempts=_attempts(mail.attempts),
        queued_at=mail.created_at,
        sent_at=mail.sent_at,
        retry_at=mail.next_attempt_at if mail.attempts and status == MailStatus.QUEUED else None,
        resend_url=reverse("editorial_send_mail_again", args=[mail.pk]) if can_be_resent else "",
    )


def recipient_of(mail: Mail) -> str:
    """The person's name, else the address so that only its owner knows it."""
    name = mail.person.get_full_name() if mail.person is not None else ""
    return str(name or masked(mail.recipient_address) or _("nobody"))


def _attempts(count: int) -> str:
    words = ngettext("%(attempts)s attempt", "%(attempts)s attempts", count)
    return words % {"attempts": count} if count else ""


def icon_of(status: MailStatus) -> str:
    return _ICONS.get(status, _OTHER_ICON)
