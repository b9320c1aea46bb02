"""Pictures are stored as soon as they are chosen, so that no fault and no closed lid loses them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from editorial.announcing.picture_field import FAULT, FILE
from editorial.announcing.picture_files import PictureFault, most_bytes
from editorial.announcing.picture_storing import store_picture
from editorial.announcing.writer_access import Announced, own_organisations
from editorial.desk.desk_access import for_signed_in
from regions.pictures import pictures_by_id
from regions.portal_request import PortalRequest


@require_POST
@for_signed_in
def take_picture(request: PortalRequest) -> HttpResponse:
    """Store the file ``image_file`` for ``organisation``; the form's script asks.

    The answer is ``{"id", "url", "width", "height"}``, or ``{"fault"}`` with status 422, or 413 for too large a file.
    """
    asked = request.POST.get("organisation", "")
    organisation = next((one for one in own_organisations(request.user) if str(one.pk) == asked), None)
    if organisation is None:
        raise Http404
    upload = request.FILES.get(FILE)
    if upload is None:
        return JsonResponse({"fault": _("Choose a picture first.")}, status=422)
    try:
        image = store_picture(upload, organisation, request.user)
    except PictureFault as fault:
        return JsonResponse({"fault": fault.messages[0]}, status=413 if (upload.size or 0) > most_bytes() else 422)
    shown = pictures_by_id([image.pk]).get(image.pk)
    if shown is None:
        return JsonResponse({"fault": _("Choose a picture first.")}, status=422)
    return JsonResponse(
        {"id": image.pk, "url": shown.small_url, "width": shown.small_width, "height": shown.small_height}
    )


def with_picture(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Store the picture that is sent with the whole form before anything else is read of it.

    Afterwards the form has its id; where it can't be taken, the reason.
    """

    @wraps(view)
    def taking(request: PortalRequest, announced: Announced, *args: Any, **kwargs: Any) -> HttpResponse:
        upload = request.FILES.get(FILE) if request.method == "POST" else None
        if request.method == "POST" and (upload is not None or FAULT in request.POST):
            data = request.POST.copy()
            data.pop(FAULT, None)
            if upload is not None:
                try:
                    data["image"] = str(store_picture(upload, announced.organisation, request.user).pk)
                    data.pop("image_people", None)
                except PictureFault as fault:
                    data[FAULT] = fault.messages[0]
            request.POST = data  # type: ignore[assignment]
        return view(request, announced, *args, **kwargs)

    return taking
