"""Pages on the people of a portal's organisations, for its coordinators."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.people.actions.invite import Invite
from editorial.people.portal_people.organisation_rows import organisations_of
from editorial.people.portal_people.people_forms import OrganisationInvitationForm
from editorial.people.portal_people.people_frame import asked, people_portal


@require_http_methods(["GET", "POST"])
def invite_to_organisation(request: HttpRequest, slug: str, organisation_id: UUID) -> HttpResponse:
    portal = people_portal(request, slug)
    organisation = organisations_of(portal).select_related("home_portal__site").filter(pk=organisation_id).first()
    if organisation is None:
        raise Http404
    form = OrganisationInvitationForm(portal, request.POST if request.method == "POST" else None)

    def done() -> str:
        invitation = Invite(organisation=organisation, by=request.user, **form.cleaned_data).execute()
        return _("The invitation is on its way to %(address)s.") % {"address": invitation.address}

    return asked(
        request,
        portal,
        title=_("Invite to %(portal)s") % {"portal": str(organisation)},
        sentences=[_("The person gets the role when they have opened the link in the mail and accepted.")],
        form=form,
        button=_("Send the invitation"),
        icon="mail",
        done=done,
        anchor="#invitations",
    )
