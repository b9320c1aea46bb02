"""Suggestions of organisations for the form's script."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from editorial.announcing.co_organiser_field import find_organisations
from editorial.announcing.writer_access import own_organisations
from editorial.desk.desk_access import for_signed_in
from regions.portal_request import PortalRequest


@require_safe
@for_signed_in
def suggest_organisations(request: PortalRequest) -> HttpResponse:
    """``{"results": [{"id", "name", "address", "note"}]}`` for ``q``: public organisations apart from one's own.

    ``organisation`` is the id of one that the person writes for, else 404.
    """
    asked = request.GET.get("organisation", "")
    own = next((one for one in own_organisations(request.user) if str(one.pk) == asked), None)
    if own is None:
        raise Http404
    found = find_organisations(request.GET.get("q", ""), own.pk)
    return JsonResponse({"results": [{"id": one.key, "name": one.name, "address": "", "note": ""} for one in found]})
