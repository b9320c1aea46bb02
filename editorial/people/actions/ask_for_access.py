"""Asking to be let in to an organisation, and confirming the address."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.accounts.make_account import account_of
from editorial.form_guard import attempt_limits
from editorial.form_guard.attempt_limits import Limit, LimitReachedError
from editorial.mails.queueing import queue_mail
from editorial.people.access_times import CONFIRM_WITHIN
from editorial.people.actions.errors import PeopleError
from editorial.people.answerers import answerers_of
from editorial.people.models import AccessRequest, AccessState
from listings.models import Organisation, OrganisationMembership
from regions.models import Portal

#: Kinds of mails (``editorial.people.access_mails``).
CONFIRM, ALREADY_IN, ASKED = "access-confirm", "access-already-in", "access-asked"

#: Confirmed requests to one organisation. Others don't count: anybody can send them with addresses that aren't theirs.
TO_ORGANISATION = Limit("access-organisation", 30, 24 * 60 * 60)


class TooManyRequestsError(PeopleError):
    """The organisation takes no more requests today. Nothing is wrong with this one: its link works tomorrow."""


def takes_requests(organisation: Organisation) -> bool:
    """Whether the organisation takes another request today."""
    return not attempt_limits.is_full(TO_ORGANISATION, str(organisation.pk))


@transaction.atomic
def ask_for_access(
    organisation: Organisation, portal: Portal, *, address: str, name: str, message: str, language: str
) -> None:
    """Keep a request, and mail the address a link that confirms it.

    Nothing tells the caller whether the address has an account, is in the organisation, or has asked before: its owner
    reads that in the mail. A request that waits for its answer stays as it is.
    """
    address = address.strip().lower()
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if _is_in(organisation, address):
        day = timezone.localdate().isoformat()
        queue_mail(ALREADY_IN, portal=portal, address=address, thing=organisation, period=day, language=language)
        return
    request = AccessRequest.objects.filter(
        organisation=organisation, address=address, state__in=(AccessState.ASKED, AccessState.WAITING)
    ).first() or AccessRequest(organisation=organisation, address=address)
    if request.state == AccessState.WAITING:
        return
    request.portal, request.name, request.message, request.language = portal, name, message, language
    request.asked_at = timezone.now()
    request.save()
    period = request.asked_at.isoformat(timespec="microseconds")
    queue_mail(CONFIRM, portal=portal, address=address, thing=request, period=period, language=language)


def may_be_confirmed(request: AccessRequest) -> bool:
    """Whether the link of the mail still works."""
    return request.state == AccessState.ASKED and timezone.now() < request.asked_at + CONFIRM_WITHIN


@transaction.atomic
def confirm_access(request: AccessRequest) -> AccessRequest:
    """Take the address as confirmed, and tell who answers.

    Raises ``PeopleError`` where the link no longer works, ``TooManyRequestsError`` where it works another day.
    """
    rows = AccessRequest.objects.select_for_update(of=("self",)).select_related("organisation__home_portal__site")
    locked: AccessRequest | None = rows.filter(pk=request.pk).first()
    if locked is None or not may_be_confirmed(locked):
        raise PeopleError(_("This link no longer works. Ask again."))
    try:
        attempt_limits.count((TO_ORGANISATION, str(locked.organisation_id)))
    except LimitReachedError as error:
        raise TooManyRequestsError(
            _("There have been many requests. Try again later, or write to the organisation.")
        ) from error
    locked.state = AccessState.WAITING
    locked.confirmed_at = timezone.now()
    locked.save(update_fields=["state", "confirmed_at"])
    tell_answerers(locked)
    return locked


def tell_answerers(request: AccessRequest, period: str = "", *, with_coordinators: bool = False) -> None:
    """Mail those who answer the request; for another ``period`` once more."""
    for person in answerers_of(request, with_coordinators=with_coordinators):
        queue_mail(ASKED, portal=request.organisation.home_portal, person=person, thing=request, period=period)


def _is_in(organisation: Organisation, address: str) -> bool:
    account = account_of(address)
    return (
        account is not None
        and OrganisationMembership.objects.effective().filter(user=account, organisation=organisation).exists()
    )
