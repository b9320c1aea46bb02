"""Pages that change a role in a portal and take one away."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.people.actions.portal_role import ChangePortalRole, RemovePortalRole
from editorial.people.permissions import may_give_role
from editorial.people.portal_people.people_forms import RoleForm
from editorial.people.portal_people.people_frame import asked, people_portal
from editorial.people.remaining_people import others_stay
from editorial.people.role_names import role_name
from regions.models import Portal, PortalMembership, PortalRole
from regions.people import person_name
from regions.permissions import is_national_admin


@require_http_methods(["GET", "POST"])
def change_role(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    portal, membership = _managed(request, slug, membership_id)
    form = RoleForm(membership, request.POST if request.method == "POST" else None)

    def done() -> str:
        ChangePortalRole(membership, request.user, **form.cleaned_data).execute()
        return _("Saved: %(person)s, %(role)s.") % _names(membership)

    return asked(
        request,
        portal,
        title=_("Change the role: %(person)s") % _names(membership),
        sentences=[_("Role: %(role)s") % _names(membership), _("The person is told by mail.")],
        form=form,
        button=_("Save"),
        done=done,
        anchor="#people",
    )


@require_http_methods(["GET", "POST"])
def remove_role(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    portal, membership = _managed(request, slug, membership_id)

    def done() -> str:
        RemovePortalRole(membership, request.user).execute()
        return _("Removed: %(person)s, %(role)s.") % _names(membership)

    is_self = membership.user_id == request.user.pk
    return asked(
        request,
        portal,
        title=_("Remove from %(portal)s: %(person)s") % _names(membership),
        sentences=[
            _("Role: %(role)s") % _names(membership),
            _("You lose your rights in this portal at once.")
            if is_self
            else _("The person loses the rights of this role at once, and is told by mail."),
            _("What the person has written stays."),
        ],
        warning=_warning(request, membership),
        button=_("Remove"),
        icon="bin",
        is_dangerous=True,
        done=done,
        anchor="#people",
    )


def _managed(request: HttpRequest, slug: str, membership_id: int) -> tuple[Portal, PortalMembership]:
    """The portal, and a membership in it that the person may change; else 404."""
    portal = people_portal(request, slug)
    rows = PortalMembership.objects.select_related("user", "portal__site")
    membership = rows.filter(portal=portal, pk=membership_id).first()
    if membership is None or not may_give_role(request.user, portal, membership.role):
        raise Http404
    return portal, membership


def _warning(request: HttpRequest, membership: PortalMembership) -> str:
    """Only a national administrator may go on from here; others are refused by the action."""
    if membership.role != PortalRole.COORDINATOR or others_stay(membership) or not is_national_admin(request.user):
        return ""
    return _("After this nobody coordinates the portal: its texts wait for you until a new coordinator has come.")


def _names(membership: PortalMembership) -> dict[str, str]:
    return {
        "person": person_name(membership.user),
        "role": role_name(membership.role),
        "portal": membership.portal.title,
    }
