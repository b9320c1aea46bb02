"""Requests to be let in that fall to a portal's coordinators: the list, and the pages that answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.people.actions.answer_access import decline_access, let_in
from editorial.people.forms import DeclineForm, LetInForm
from editorial.people.models import AccessRequest
from editorial.people.portal_people.organisation_rows import organisations_of
from editorial.people.portal_people.people_frame import asked, people_portal
from regions.models import Portal

#: Requests that the page of a portal's people shows; the next ones follow when these are answered.
MOST = 20


@dataclass(frozen=True)
class WaitingRequests:
    """``rows``: the oldest ones, with the titles of their organisations; ``count``: of all that wait."""

    rows: list[AccessRequest]
    count: int


def access_requests(portal: Portal, user: Any) -> WaitingRequests:
    """Return the requests that the portal's coordinators answer."""
    waiting = _requests(portal, user)
    rows = list(waiting[:MOST])
    return WaitingRequests(rows, len(rows) if len(rows) < MOST else waiting.count())


@require_http_methods(["GET", "POST"])
def let_person_in(request: HttpRequest, slug: str, request_id: UUID) -> HttpResponse:
    portal, access = _waiting(request, slug, request_id)
    form = LetInForm(request.POST if request.method == "POST" else None)

    def done() -> str:
        let_in(access, form.cleaned_data["role"], by=request.user)
        return _("%(person)s now works for %(organisation)s.") % _names(access)

    return asked(
        request,
        portal,
        title=_("Let in: %(person)s") % _names(access),
        sentences=_facts(access),
        form=form,
        button=_("Let in"),
        done=done,
        anchor="#members",
    )


@require_http_methods(["GET", "POST"])
def turn_down(request: HttpRequest, slug: str, request_id: UUID) -> HttpResponse:
    portal, access = _waiting(request, slug, request_id)
    form = DeclineForm(request.POST if request.method == "POST" else None)

    def done() -> str:
        decline_access(access, by=request.user, reason=form.cleaned_data["reason"])
        return _("%(person)s gets a mail: not let in.") % _names(access)

    return asked(
        request,
        portal,
        title=_("Turn down: %(person)s") % _names(access),
        sentences=_facts(access),
        form=form,
        button=_("Turn down"),
        is_dangerous=True,
        done=done,
    )


def _requests(portal: Portal, user: Any) -> Any:
    organisations = organisations_of(portal)
    rows = AccessRequest.objects.for_coordinator(user).filter(organisation__home_portal=portal)
    return rows.prefetch_related(Prefetch("organisation", organisations)).order_by("confirmed_at", "asked_at")


def _waiting(request: HttpRequest, slug: str, request_id: UUID) -> tuple[Portal, AccessRequest]:
    portal = people_portal(request, slug)
    access = _requests(portal, request.user).filter(pk=request_id).first()
    if access is None:
        raise Http404
    return portal, access


def _facts(access: AccessRequest) -> list[str]:
    return [
        _("%(person)s (%(address)s) asks to be let in to %(organisation)s.") % _names(access),
        f"“{access.message}”",
        _("The address is confirmed. Whether the person belongs to the organisation, you have to know."),
    ]


def _names(access: AccessRequest) -> dict[str, str]:
    return {"person": access.name, "address": access.address, "organisation": str(access.organisation)}
