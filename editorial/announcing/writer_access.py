"""Whose activities are written at the desk: those of the organisations that a person writes for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.announcing.typed_forms import keep_typed, last_typed
from editorial.desk.desk_access import for_signed_in
from editorial.desk_texts import sent_fields
from editorial.desk_texts.typed_storing import OtherWindowError, TooMuchTypedError
from listings.enums import OrganisationStatus
from listings.models import ActivityPage, Listing, Organisation, OrganisationPage
from listings.permissions import may_edit_for
from regions.metadata import unlisted
from regions.portal_request import PortalRequest

_View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Announced:
    """An activity as its writer has it before them; ``listing`` is None before its first save."""

    listing_key: UUID
    organisation: Organisation
    listing: Listing | None = None

    def source_page(self) -> ActivityPage | None:
        """The stored row of the version that is written at the desk, with its latest revision. One query."""
        rows = ActivityPage.objects.select_related("locale", "latest_revision")
        page: ActivityPage | None = rows.source_of(self.listing) if self.listing else None
        if page is not None:
            page.record = self.listing
        return page

    def organisation_page(self) -> OrganisationPage:
        """The page below which it stands. One query. Raises ``Http404`` where it has been deleted."""
        page: OrganisationPage | None = OrganisationPage.objects.select_related("locale").source_of(self.organisation)
        if page is None:
            raise Http404
        page.record = self.organisation
        return page


def own_organisations(user: Any) -> list[Organisation]:
    """Return the organisations that the person may write for now, by name. One query."""
    own = Organisation.objects.with_portal().written_by(user).filter(status=OrganisationStatus.JOINED)
    return sorted(own.titled(drafts=Organisation.objects.worked_for(user)), key=lambda one: str(one).casefold())


def announced_by(user: Any, listing_key: UUID) -> Announced:
    """Return the person's activity with this key, also one that is only typed. Raises ``Http404`` for all others.

    What was typed and thrown away is still the person's until it goes.
    """
    listing = Listing.objects.filter(pk=listing_key).first()
    if listing is not None:
        own = Organisation.objects.with_portal().written_by(user)
        organisation = own.titled(drafts=Organisation.objects.all()).filter(pk=listing.organisation_id).first()
        if organisation is None:
            raise Http404
        listing.organisation = organisation
        return Announced(listing_key, organisation, listing)
    typed = last_typed(user, listing_key)
    if typed is None or not may_edit_for(user, typed.organisation_id):
        raise Http404
    return Announced(listing_key, typed.organisation)


def for_writer(*methods: str) -> Callable[[_View], _View]:
    """Find the activity of the address for a person who writes for its organisation; for everybody else it is 404.

    The view gets ``Announced`` instead of the id. While the organisation is suspended, or has left, nothing is written:
    the answer is 403 and says so.
    """

    def decorate(view: _View) -> _View:
        @require_http_methods(methods)
        @for_signed_in
        @wraps(view)
        def checked(request: PortalRequest, listing_id: UUID, **kwargs: Any) -> HttpResponse:
            announced = announced_by(request.user, listing_id)
            if announced.organisation.status != OrganisationStatus.JOINED:
                _keep_quietly(request, announced)
                return refuse_suspended(request, announced.organisation)
            return view(request, announced, **kwargs)

        return checked

    return decorate


def _keep_quietly(request: PortalRequest, announced: Announced) -> None:
    """Keep a form that may not be saved now."""
    if request.method != "POST" or sent_fields.LISTING_KEY not in request.POST:
        return
    with suppress(TooMuchTypedError, OtherWindowError):
        keep_typed(request.user, announced.listing_key, announced.organisation, request.POST)


def refuse_suspended(request: PortalRequest, organisation: Organisation) -> HttpResponse:
    """The answer 403 to whoever writes for an organisation that isn't in the service now."""
    context = {"metadata": unlisted(_("Not now")), "organisation": organisation, "portal": organisation.home_portal}
    return render(request, "editorial/announcing/suspended.html", context, status=403)
