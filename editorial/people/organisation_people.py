"""The page of an organisation's people at the desk: who they are, who is invited, who asks to be let in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.desk.desk_access import for_signed_in
from editorial.people.actions.errors import PeopleError
from editorial.people.actions.invite import Invite
from editorial.people.forms import InviteForm
from editorial.people.models import AccessRequest, Invitation
from editorial.people.permissions import is_responsible, may_manage_organisation, who_must_stay
from editorial.people.role_names import role_name
from listings.enums import OrganisationRole, OrganisationStatus
from listings.models import Organisation, OrganisationMembership
from listings.permissions import may_edit_for
from regions.metadata import unlisted
from regions.people import person_name
from regions.portal_request import PortalRequest

_View = Callable[..., HttpResponse]
_OTHER_ROLE = {
    OrganisationRole.WRITER: OrganisationRole.RESPONSIBLE,
    OrganisationRole.RESPONSIBLE: OrganisationRole.WRITER,
}


def for_people_of(*methods: str, managing: bool = False) -> Callable[[_View], _View]:
    """Find the organisation of the address for a person who may see its people, with ``managing`` change them.

    The view gets the organisation, with its title, instead of its id. For everybody else it is 404.
    """

    def decorate(view: _View) -> _View:
        @require_http_methods(methods)
        @for_signed_in
        @wraps(view)
        def checked(request: PortalRequest, organisation_id: UUID, **kwargs: Any) -> HttpResponse:
            organisation = Organisation.objects.with_portal().titled().filter(pk=organisation_id).first()
            if organisation is None:
                raise Http404
            is_allowed = may_manage_organisation(request.user, organisation)
            if not is_allowed and (managing or not may_edit_for(request.user, organisation.pk)):
                raise Http404
            return view(request, organisation, **kwargs)

        return checked

    return decorate


def act(request: PortalRequest, action: Callable[[], Any], done: str) -> bool:
    """Do it and say so; where it makes no sense, say why. Return whether it was done."""
    try:
        action()
    except PeopleError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, done)
    return True


def to_people(organisation: Organisation) -> HttpResponse:
    return redirect("organisation_people", organisation_id=organisation.pk)


@dataclass(frozen=True)
class Person:
    """A row of the list; ``can_*`` are the actions that are offered to who looks."""

    membership: OrganisationMembership
    name: str
    role: str
    is_self: bool
    other_role: str
    can_change_role: bool
    can_be_handed_to: bool
    can_be_removed: bool


@for_people_of("GET", "HEAD", "POST")
def show(request: PortalRequest, organisation: Organisation) -> HttpResponse:
    """The list; POST invites somebody."""
    may_manage = may_manage_organisation(request.user, organisation)
    form = InviteForm()
    if request.method == "POST":
        if not may_manage:
            raise Http404
        form = InviteForm(request.POST)
        if form.is_valid() and _invite(request, organisation, form):
            return to_people(organisation)
    staying = who_must_stay(organisation, by=request.user)
    context = {
        "metadata": unlisted(_("People: %(organisation)s") % {"organisation": organisation}),
        "organisation": organisation,
        "is_open": organisation.status == OrganisationStatus.JOINED,
        "may_manage": may_manage,
        "is_only_responsible": staying == request.user.pk,
        "people": _people(request, organisation, may_manage, staying),
        "invitations": _invitations(organisation),
        "requests": AccessRequest.objects.waiting().filter(organisation=organisation)[:100] if may_manage else (),
        "form": form,
    }
    return render(request, "editorial/people/people.html", context, status=422 if form.errors else 200)


def _people(request: PortalRequest, organisation: Organisation, may_manage: bool, staying: int | None) -> list[Person]:
    rows = list(OrganisationMembership.objects.filter(organisation=organisation).select_related("user").in_order())
    is_own = is_responsible(request.user, organisation)
    people = []
    for row in rows:
        is_self = row.user_id == request.user.pk
        people.append(
            Person(
                membership=row,
                name=person_name(row.user),
                role=role_name(row.role),
                is_self=is_self,
                other_role=_OTHER_ROLE[row.role],
                can_change_role=may_manage and row.user.is_active and row.user_id != staying,
                can_be_handed_to=is_own and not is_self and row.user.is_active and row.role == OrganisationRole.WRITER,
                can_be_removed=may_manage and not is_self and row.user_id != staying,
            )
        )
    return people


def _invitations(organisation: Organisation) -> list[Any]:
    rows = Invitation.objects.filter(organisation=organisation, accepted_at=None).order_by("-sent_at", "pk")[:100]
    return [(row, role_name(row.role)) for row in rows]


def _invite(request: PortalRequest, organisation: Organisation, form: InviteForm) -> bool:
    address = form.cleaned_data["address"]
    invite = Invite(
        address=address,
        role=form.cleaned_data["role"],
        organisation=organisation,
        language=get_language() or "",
        by=request.user,
    )
    try:
        invite.execute()
    except PeopleError as error:
        form.add_error("address", str(error))
        return False
    messages.success(request, _("The invitation is on its way to %(address)s.") % {"address": address})
    return True
