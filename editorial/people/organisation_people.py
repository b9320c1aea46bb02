"""The page of an organisation's people at the desk."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse

from editorial.desk.desk_access import for_signed_in
from regions.portal_request import PortalRequest


@for_signed_in
def show(request: PortalRequest, organisation_id: UUID) -> HttpResponse:
    raise Http404
