"""Changes of one person of an organisation, and of its invitations, at the desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from editorial.people.actions.change_member_role import ChangeMemberRole
from editorial.people.actions.hand_over import HandOver
from editorial.people.actions.invite import send_again, withdraw
from editorial.people.actions.leave_organisation import LeaveOrganisation
from editorial.people.actions.remove_member import RemoveMember
from editorial.people.models import Invitation
from editorial.people.organisation_people import act, for_people_of, to_people
from editorial.people.permissions import is_responsible, who_must_stay
from editorial.people.role_names import role_name
from listings.models import Organisation, OrganisationMembership
from regions.metadata import unlisted
from regions.people import person_name
from regions.portal_request import PortalRequest


def _membership(organisation: Organisation, membership_id: int) -> OrganisationMembership:
    rows = OrganisationMembership.objects.select_related("user", "organisation__home_portal")
    membership: OrganisationMembership = get_object_or_404(rows, pk=membership_id, organisation=organisation)
    return membership


def _confirm(request: PortalRequest, organisation: Organisation, **words: Any) -> HttpResponse:
    """The page between a button and what can't be undone."""
    context = {"metadata": unlisted(words["title"]), "organisation": organisation, **words}
    return render(request, "editorial/people/confirm.html", context)


@for_people_of("POST", managing=True)
def change_role(request: PortalRequest, organisation: Organisation, membership_id: int) -> HttpResponse:
    membership = _membership(organisation, membership_id)
    role = request.POST.get("role", "")
    words = {"person": person_name(membership.user), "role": role_name(role)}
    act(
        request,
        ChangeMemberRole(membership, role, request.user).execute,
        _("%(person)s now has the role: %(role)s.") % words,
    )
    return to_people(organisation)


@for_people_of("GET", "HEAD", "POST", managing=True)
def remove(request: PortalRequest, organisation: Organisation, membership_id: int) -> HttpResponse:
    membership = _membership(organisation, membership_id)
    name = {"person": person_name(membership.user), "organisation": organisation}
    if request.method == "POST":
        done = _("%(person)s is no longer in the organisation.") % name
        act(request, RemoveMember(membership, request.user).execute, done)
        return to_people(organisation)
    return _confirm(
        request,
        organisation,
        title=_("Remove %(person)s from %(organisation)s?") % name,
        text=_(
            "%(person)s can no longer write for the organisation, from this moment. What the person has written stays."
            " Everybody of the organisation gets a mail about it, and the person, too."
        )
        % name,
        button=_("Remove"),
        is_stop=True,
    )


@for_people_of("GET", "HEAD", "POST", managing=True)
def hand_over(request: PortalRequest, organisation: Organisation, membership_id: int) -> HttpResponse:
    membership = _membership(organisation, membership_id)
    if not is_responsible(request.user, organisation) or membership.user_id == request.user.pk:
        raise Http404
    name = {"person": person_name(membership.user), "organisation": organisation}
    if request.method == "POST":
        done = _("%(person)s is now responsible, and you are a writer.") % name
        act(request, HandOver(membership, request.user).execute, done)
        return to_people(organisation)
    return _confirm(
        request,
        organisation,
        title=_("Hand %(organisation)s over to %(person)s?") % name,
        text=_(
            "%(person)s becomes a responsible person, and you stay as a writer. Then you can no longer invite or remove"
            " people. Everybody of the organisation gets a mail about it."
        )
        % name,
        button=_("Hand over"),
    )


@for_people_of("GET", "HEAD", "POST")
def leave(request: PortalRequest, organisation: Organisation) -> HttpResponse:
    own = OrganisationMembership.objects.effective().filter(organisation=organisation, user_id=request.user.pk)
    membership = own.select_related("user", "organisation__home_portal").first()
    if membership is None:
        raise Http404
    name = {"organisation": organisation}
    if request.method == "POST":
        done = act(request, LeaveOrganisation(membership).execute, _("You have left %(organisation)s.") % name)
        return redirect("desk") if done else to_people(organisation)
    if who_must_stay(organisation, by=request.user) == request.user.pk:
        return _confirm(
            request,
            organisation,
            title=_("You can't leave %(organisation)s yet") % name,
            text=_(
                "You are its only responsible person. Hand over to somebody else first: invite a person, if there is"
                " nobody yet."
            ),
            button="",
        )
    return _confirm(
        request,
        organisation,
        title=_("Leave %(organisation)s?") % name,
        text=_(
            "You can no longer write for the organisation, from this moment. What you have written stays. Everybody of"
            " the organisation gets a mail about it."
        ),
        button=_("Leave"),
        is_stop=True,
    )


def _invitation(organisation: Organisation, invitation_id: UUID) -> Invitation:
    rows = Invitation.objects.select_related("organisation__home_portal", "portal__site")
    invitation: Invitation = get_object_or_404(rows, pk=invitation_id, organisation=organisation, accepted_at=None)
    return invitation


@for_people_of("POST", managing=True)
def send_invitation_again(request: PortalRequest, organisation: Organisation, invitation_id: UUID) -> HttpResponse:
    invitation = _invitation(organisation, invitation_id)
    done = _("The invitation is on its way to %(address)s. The link of the earlier mail no longer works.")
    act(request, lambda: send_again(invitation, by=request.user), done % {"address": invitation.address})
    return to_people(organisation)


@for_people_of("POST", managing=True)
def withdraw_invitation(request: PortalRequest, organisation: Organisation, invitation_id: UUID) -> HttpResponse:
    invitation = _invitation(organisation, invitation_id)
    done = _("The invitation to %(address)s is taken back.") % {"address": invitation.address}
    act(request, lambda: withdraw(invitation, by=request.user), done)
    return to_people(organisation)
