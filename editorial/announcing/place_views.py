"""Suggestions of places for the form's script."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from editorial.announcing.place_choices import find_places
from editorial.announcing.place_field import shown_place
from editorial.announcing.writer_access import own_organisations
from editorial.desk.desk_access import for_signed_in
from regions.portal_request import PortalRequest
from regions.written.clean_text import clean_text


@require_safe
@for_signed_in
def suggest_places(request: PortalRequest) -> HttpResponse:
    """``{"results": [{"id", "name", "address", "note"}]}`` for ``q``, of those that the organisation may choose.

    ``organisation`` is the id of one that the person writes for (else 404), ``municipality`` a code: its places first.
    """
    asked = request.GET.get("organisation", "")
    organisation = next((one for one in own_organisations(request.user) if str(one.pk) == asked), None)
    if organisation is None:
        raise Http404
    typed = clean_text(request.GET.get("q", "")[:400])
    places = find_places(organisation.pk, typed, clean_text(request.GET.get("municipality", "")[:3]))
    shown = (shown_place(venue) for venue in places)
    results = [{"id": one.key, "name": one.name, "address": one.address, "note": one.note} for one in shown]
    return JsonResponse({"results": results})
