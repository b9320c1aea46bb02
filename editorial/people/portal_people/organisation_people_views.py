"""Pages on the people of a portal's organisations, for its coordinators."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.people.actions.change_member_role import ChangeMemberRole
from editorial.people.actions.remove_member import RemoveMember
from editorial.people.permissions import is_only_responsible
from editorial.people.portal_people.organisation_rows import organisations_of
from editorial.people.portal_people.people_forms import MemberForm
from editorial.people.portal_people.people_frame import asked, people_portal
from editorial.people.role_names import role_name
from listings.models import OrganisationMembership
from regions.models import Portal
from regions.people import person_name


@require_http_methods(["GET", "POST"])
def change_member(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    portal, membership = _managed(request, slug, membership_id)
    form = MemberForm(membership, request.POST if request.method == "POST" else None)

    def done() -> str:
        ChangeMemberRole(membership, form.cleaned_data["role"], request.user).execute()
        return _("Saved: %(person)s, %(organisation)s.") % _names(membership)

    return asked(
        request,
        portal,
        title=_("Change the role: %(person)s") % _names(membership),
        sentences=[
            _("Organisation: %(organisation)s") % _names(membership),
            _("Everybody of the organisation is told by mail."),
        ],
        form=form,
        button=_("Save"),
        done=done,
        anchor="#members",
    )


@require_http_methods(["GET", "POST"])
def remove_member(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    portal, membership = _managed(request, slug, membership_id)

    def done() -> str:
        RemoveMember(membership, request.user).execute()
        return _("Removed: %(person)s, %(organisation)s.") % _names(membership)

    return asked(
        request,
        portal,
        title=_("Remove from %(portal)s: %(person)s")
        % {"portal": str(membership.organisation), "person": person_name(membership.user)},
        sentences=[
            _("Role: %(role)s") % {"role": role_name(membership.role)},
            _("The person can no longer write for the organisation, from now on. Everybody of it is told by mail."),
            _("What the person has written stays."),
        ],
        warning=_warning(membership),
        button=_("Remove"),
        icon="bin",
        is_dangerous=True,
        done=done,
        anchor="#members",
    )


def _managed(request: HttpRequest, slug: str, membership_id: int) -> tuple[Portal, OrganisationMembership]:
    """The portal, and a membership in one of its organisations; else 404."""
    portal = people_portal(request, slug)
    organisations = organisations_of(portal).select_related("home_portal__site")
    rows = OrganisationMembership.objects.select_related("user").filter(organisation__in=organisations.values("pk"))
    membership = rows.prefetch_related(Prefetch("organisation", organisations)).filter(pk=membership_id).first()
    if membership is None:
        raise Http404
    return portal, membership


def _warning(membership: OrganisationMembership) -> str:
    if not is_only_responsible(membership.user, membership.organisation):
        return ""
    return _("After this the organisation has no responsible person. Invite one, or make a writer responsible.")


def _names(membership: OrganisationMembership) -> dict[str, str]:
    return {"person": person_name(membership.user), "organisation": str(membership.organisation)}
