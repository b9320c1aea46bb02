"""Pages that invite, send an invitation again and take it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.people.actions.invite import Invite, send_again, withdraw
from editorial.people.models import VALID_FOR, Invitation
from editorial.people.permissions import may_manage_invitation
from editorial.people.portal_people.organisation_rows import organisations_of
from editorial.people.portal_people.people_forms import OrganisationInvitationForm, PortalInvitationForm
from editorial.people.portal_people.people_frame import asked, people_portal
from editorial.people.role_names import role_sentence
from regions.local_days import local_day
from regions.models import Portal


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    portal = people_portal(request, slug)
    data = request.POST if request.method == "POST" else None
    form = PortalInvitationForm(portal, request.user, data, role=request.GET.get("role", ""))
    return _ask_to_invite(request, portal, form, portal.title, {"portal": portal})


@require_http_methods(["GET", "POST"])
def invite_to_organisation(request: HttpRequest, slug: str, organisation_id: UUID) -> HttpResponse:
    portal = people_portal(request, slug)
    organisation = organisations_of(portal).select_related("home_portal__site").filter(pk=organisation_id).first()
    if organisation is None:
        raise Http404
    form = OrganisationInvitationForm(portal, request.POST if request.method == "POST" else None)
    return _ask_to_invite(request, portal, form, str(organisation), {"organisation": organisation})


def _ask_to_invite(request: HttpRequest, portal: Portal, form: Form, title: str, place: dict[str, Any]) -> HttpResponse:
    """Ask whom to invite. ``place``: of ``Invite``; ``title`` is its name."""

    def done() -> str:
        invitation = Invite(by=request.user, **place, **form.cleaned_data).execute()
        return _("The invitation is on its way to %(address)s.") % {"address": invitation.address}

    return asked(
        request,
        portal,
        title=_("Invite to %(portal)s") % {"portal": title},
        sentences=[_("The person gets the role when they have opened the link in the mail and accepted.")],
        form=form,
        button=_("Send the invitation"),
        icon="mail",
        done=done,
        anchor="#invitations",
    )


@require_http_methods(["GET", "POST"])
def resend(request: HttpRequest, slug: str, invitation_id: UUID) -> HttpResponse:
    portal, invitation = _managed(request, slug, invitation_id)

    def done() -> str:
        send_again(invitation, by=request.user)
        return _("Sent again to %(address)s.") % {"address": invitation.address}

    return asked(
        request,
        portal,
        title=_("Send again: %(address)s") % {"address": invitation.address},
        sentences=[
            role_sentence(invitation),
            _("A new mail with a new link goes out; it works for %(days)d days. The earlier link stops working.")
            % {"days": VALID_FOR.days},
            _("Sent last: %(day)s.") % {"day": local_day(invitation.sent_at)},
        ],
        button=_("Send again"),
        icon="mail",
        done=done,
        anchor="#invitations",
    )


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, slug: str, invitation_id: UUID) -> HttpResponse:
    portal, invitation = _managed(request, slug, invitation_id)

    def done() -> str:
        withdraw(invitation, by=request.user)
        return _("The invitation to %(address)s is withdrawn.") % {"address": invitation.address}

    return asked(
        request,
        portal,
        title=_("Take back the invitation: %(address)s") % {"address": invitation.address},
        sentences=[role_sentence(invitation), _("The link in the mail stops working. Nobody is told.")],
        button=_("Take back"),
        icon="bin",
        is_dangerous=True,
        done=done,
        anchor="#invitations",
    )


def _managed(request: HttpRequest, slug: str, invitation_id: UUID) -> tuple[Portal, Invitation]:
    """The portal, and an open invitation to it or to one of its organisations; else 404."""
    portal = people_portal(request, slug)
    rows = Invitation.objects.select_related("portal__site", "organisation__home_portal", "invited_by")
    of_portal = Q(organisation=None, portal=portal) | Q(organisation__home_portal=portal)
    invitation = rows.filter(of_portal, pk=invitation_id, accepted_at=None).first()
    if invitation is None or not may_manage_invitation(request.user, invitation):
        raise Http404
    return portal, invitation
