"""Buttons of the form that save nothing: another row, and the next dates. For browsers without script."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from editorial.announcing.typed_forms import keep_typed
from editorial.announcing.typed_rows import added_row, row_count
from editorial.announcing.writer_access import Announced
from editorial.desk_texts.typed_storing import TooMuchTypedError
from regions.portal_request import PortalRequest

#: Value of the button ``action`` that shows the next dates.
SHOW_DATES = "dates"
#: Where each of these buttons leads.
_PLACES = {SHOW_DATES: "next-dates", "find-place": "id_venue", "find-organisation": "id_co_organisers"}


def reshown_form(request: PortalRequest, announced: Announced) -> HttpResponse | None:
    """Keep what was typed and lead back to the form, at the new row or the dates; None where it is to be saved.

    None as well for a form that is too large to be kept: saving it says so. Raises ``OtherWindowError``.
    """
    longer, kind = added_row(request.POST)
    place = _PLACES.get(request.POST.get("action", ""), "")
    if longer is None and not place:
        return None
    try:
        keep_typed(request.user, announced.listing_key, announced.organisation, longer or request.POST)
    except TooMuchTypedError:
        return None
    anchor = f"{kind}-{row_count(longer, kind)}" if longer else place
    return redirect(f"{reverse('edit_announcement', args=[announced.listing_key])}#{anchor}")
