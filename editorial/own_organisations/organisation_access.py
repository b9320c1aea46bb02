"""Whose organisations are written at the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from editorial.announcing.writer_access import refuse_suspended
from editorial.desk.desk_access import for_signed_in
from editorial.desk_texts.typed_texts import TypedPlace, TypedSheet
from listings.enums import OrganisationStatus
from listings.models import Organisation, OrganisationPage
from listings.permissions import may_edit_for
from regions.permissions import may_coordinate
from regions.portal_request import PortalRequest

_View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class OwnOrganisation:
    """An organisation and the stored row of its source page. ``is_own``: the person writes for it."""

    organisation: Organisation
    page: OrganisationPage
    is_own: bool

    def typed(self, request: PortalRequest) -> TypedSheet:
        """What the person has typed and not saved."""
        return TypedSheet(request, TypedPlace(self.organisation.pk, self.organisation))


def for_own_organisation(*methods: str, staff_reads: bool = False) -> Callable[[_View], _View]:
    """Find the organisation of the address for a person who writes for it; for everybody else it is 404.

    With ``staff_reads`` its portal's coordinators may look (GET), too. The view gets ``OwnOrganisation`` instead of the
    id. While the organisation is suspended, or has left, its people get 403, which says so.
    """

    def decorate(view: _View) -> _View:
        @require_http_methods(methods)
        @for_signed_in
        @wraps(view)
        def checked(request: PortalRequest, organisation_id: UUID, **kwargs: Any) -> HttpResponse:
            organisation = Organisation.objects.with_portal().titled().filter(pk=organisation_id).first()
            if organisation is None:
                raise Http404
            is_own = may_edit_for(request.user, organisation.pk)
            is_read = staff_reads and request.method in ("GET", "HEAD")
            if not is_own and not (is_read and may_coordinate(request.user, organisation.home_portal)):
                raise Http404
            if is_own and organisation.status != OrganisationStatus.JOINED:
                return refuse_suspended(request, organisation)
            page = OrganisationPage.objects.source_of(organisation)
            if page is None:
                raise Http404
            return view(request, OwnOrganisation(organisation, page, is_own), **kwargs)

        return checked

    return decorate
