"""Activities of others that name an organisation: the list, and taking the organisation off one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.announcing.writer_access import refuse_suspended
from editorial.co_organising.mentions import make_mentions
from editorial.desk.desk_access import for_signed_in
from listings.actions.take_off_co_organiser import (
    CoOrganiserError,
    NameCoOrganiserAgain,
    TakeOffCoOrganiser,
)
from listings.co_organisers import public_mentions
from listings.enums import OrganisationStatus
from listings.models import Listing, Organisation
from listings.permissions import may_answer_for_co_organiser, may_edit_for
from regions.metadata import unlisted
from regions.permissions import may_coordinate
from regions.portal_request import PortalRequest

_View = Callable[..., HttpResponse]
_PAGE_SIZE = 20


def _named_organisation(organisation_id: UUID) -> Organisation:
    organisation: Organisation | None = Organisation.objects.with_portal().titled().filter(pk=organisation_id).first()
    if organisation is None:
        raise Http404
    return organisation


@require_http_methods(["GET", "HEAD"])
@for_signed_in
def mentions(request: PortalRequest, organisation_id: UUID) -> HttpResponse:
    """All activities that name the organisation, for its people and its portal's coordinators."""
    organisation = _named_organisation(organisation_id)
    is_own = may_edit_for(request.user, organisation.pk)
    if not is_own and not may_coordinate(request.user, organisation.home_portal):
        raise Http404
    if is_own and organisation.status != OrganisationStatus.JOINED:
        return refuse_suspended(request, organisation)
    rows = public_mentions(Organisation.objects.filter(pk=organisation.pk))
    page = Paginator(rows, _PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "metadata": unlisted(_("Who names you")),
        "organisation": organisation,
        "mentions": make_mentions(page.object_list),
        "page": page,
    }
    return render(request, "editorial/co_organising/mentions.html", context)


def _for_answerers(view: _View) -> _View:
    """Find the activity and the organisation for a person who answers for it; for everybody else it is 404."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @for_signed_in
    @wraps(view)
    def checked(request: PortalRequest, organisation_id: UUID, listing_id: UUID) -> HttpResponse:
        organisation = _named_organisation(organisation_id)
        listing = Listing.objects.with_portal().filter(pk=listing_id).first()
        if listing is None or not may_answer_for_co_organiser(request.user, listing, organisation):
            raise Http404
        is_staff = may_coordinate(request.user, listing.home_portal)
        is_staff = is_staff or may_coordinate(request.user, organisation.home_portal)
        if organisation.status != OrganisationStatus.JOINED and not is_staff:
            return refuse_suspended(request, organisation)
        return view(request, organisation, listing)

    return checked


@_for_answerers
def mention(request: PortalRequest, organisation: Organisation, listing: Listing) -> HttpResponse:
    """One activity that names the organisation: what it says, and the button that takes the organisation off it."""
    rows = public_mentions(Organisation.objects.filter(pk=organisation.pk))
    found = make_mentions(rows.filter(activitypage__translation_key=listing.pk)[:1])
    if not found:
        raise Http404
    if request.method == "POST":
        return _answer(request, organisation, listing)
    context = {
        "metadata": unlisted(_("%(namer)s names you") % {"namer": found[0].namer}),
        "organisation": organisation,
        "mention": found[0],
        "is_own": may_edit_for(request.user, organisation.pk),
    }
    return render(request, "editorial/co_organising/mention.html", context)


def _answer(request: PortalRequest, organisation: Organisation, listing: Listing) -> HttpResponse:
    is_back = request.POST.get("answer") == "name-again"
    action: Any = NameCoOrganiserAgain if is_back else TakeOffCoOrganiser
    done = _("%(organisation)s is named again.") if is_back else _("%(organisation)s is no longer named.")
    try:
        action(listing, organisation, request.user).execute()
    except CoOrganiserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done % {"organisation": organisation})
    return redirect("co_organising", organisation.pk, listing.pk)
