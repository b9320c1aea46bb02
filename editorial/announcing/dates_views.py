"""The next dates that come of what is being typed; the form's script asks."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from editorial.announcing.next_dates import next_dates
from editorial.announcing.typed_schedules import typed_schedule
from editorial.desk.desk_access import for_signed_in
from regions.portal_request import PortalRequest


@require_POST
@for_signed_in
def show_dates(request: PortalRequest) -> HttpResponse:
    """Return ``{"dates", "fills", "faults"}`` for the fields of a form; nothing is read but what was sent.

    ``dates`` is HTML. ``fills`` has what stands in two inputs where one was given two answers. ``faults`` has a
    sentence by the name of each input that isn't understood.
    """
    typed = typed_schedule(request.POST)
    html = render_to_string("editorial/announcing/next_dates.html", {"next_dates": next_dates(typed.schedule)})
    return JsonResponse({"dates": html, "fills": typed.fills, "faults": typed.faults})
