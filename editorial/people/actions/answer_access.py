"""Answering somebody who asks to be let in to an organisation."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.accounts.make_account import make_account
from editorial.accounts.split_names import split_name
from editorial.mails.queueing import queue_mail
from editorial.people.actions.add_member import LetIn
from editorial.people.actions.errors import PeopleError, PeoplePermissionError
from editorial.people.models import AccessRequest, AccessState
from editorial.people.permissions import may_manage_organisation
from listings.enums import OrganisationRole
from listings.models import Organisation

#: The kind of the mail (``editorial.people.access_mails``).
DECLINED = "access-declined"


@transaction.atomic
def let_in(request: AccessRequest, role: str, *, by: Any) -> Any:
    """Make the person one of the organisation's people, and return their account, which is made where there is none.

    Raises ``PeopleError``: the request has been answered, the account is closed, or nobody can be added now.
    """
    request = _waiting(request, by)
    if role not in OrganisationRole.values:
        raise PeopleError(_("Choose a role."))
    first_name, last_name = split_name(request.name)
    person, _is_new = make_account(
        request.address, first_name=first_name, last_name=last_name, language=request.language
    )
    if not person.is_active:
        raise PeopleError(_("The account of this address is closed. Ask the portal's coordinators."))
    LetIn(request.organisation, person, role, by).execute()
    _answer(request, AccessState.LET_IN, by)
    return person


@transaction.atomic
def decline_access(request: AccessRequest, *, by: Any, reason: str = "") -> AccessRequest:
    """Turn the person down; they get a mail, with the reason if there is one. Raises ``PeopleError``."""
    request = _waiting(request, by)
    request.reason = reason.strip()
    _answer(request, AccessState.DECLINED, by)
    queue_mail(DECLINED, portal=request.portal, address=request.address, thing=request, language=request.language)
    return request


def _waiting(request: AccessRequest, by: Any) -> AccessRequest:
    """Return the request, locked after its organisation as in the actions on members."""
    list(Organisation.objects.select_for_update().filter(pk=request.organisation_id))
    rows = AccessRequest.objects.select_for_update(of=("self",))
    locked: AccessRequest | None = (
        rows.select_related("organisation__home_portal__site", "portal__site").filter(pk=request.pk).first()
    )
    if locked is None or not may_manage_organisation(by, locked.organisation):
        raise PeoplePermissionError(_("Only the organisation's responsible people may do this."))
    if locked.state != AccessState.WAITING:
        raise PeopleError(_("This request has been answered already."))
    return locked


def _answer(request: AccessRequest, state: AccessState, by: Any) -> None:
    request.state, request.answered_by, request.answered_at = state, by, timezone.now()
    request.save(update_fields=["state", "answered_by", "answered_at", "reason"])
